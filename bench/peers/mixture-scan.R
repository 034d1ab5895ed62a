# Rscript mixture-scan.R FILE.csv : mclust's scan of 14 models x 9 numbers of components, its own start and stop rule.
# Prints the time and, per model, the total log-likelihood for 1 ... 9 components.
suppressMessages(library(mclust))
data <- as.matrix(read.csv(commandArgs(TRUE)[1]))
set.seed(1)
time <- system.time(bic <- mclustBIC(data, G = 1:9, verbose = FALSE))
cat(sprintf("%.2f s, mclust %s\n", time[["elapsed"]], packageVersion("mclust")))
n <- nrow(data)
for (model in colnames(bic)) {
  loglik <- sapply(1:9, function(g) (bic[g, model] + nMclustParams(model, ncol(data), g) * log(n)) / 2)
  cat(model, sprintf("%.3f", loglik), "\n")
}
