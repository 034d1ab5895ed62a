# Rscript scripts/mixture-cases.R : data sets and mclust's answers for test-data/mixture/cases.
# Writes one CSV per data set and mclust.csv: data set, K, model, total log-likelihood of Mclust's default fit (NA: none).
# Data sets: R's own, mclust's, and draws from mixtures known (seeded below).
suppressMessages(library(mclust))
here <- dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)))
out <- file.path(here, "..", "test-data", "mixture", "cases")
dir.create(out, showWarnings = FALSE, recursive = TRUE)

draw <- function(seed, n, weights, means, sds, slopes) {
  set.seed(seed)
  z <- sample(length(weights), n, TRUE, weights)
  d <- ncol(means)
  x <- matrix(rnorm(n * d), n)
  for (j in seq_len(d)[-1]) x[, j] <- x[, j] + slopes[z] * x[, j - 1]
  round(means[z, , drop = FALSE] + x * sds[z], 6)
}
spread <- function(seed, K, d, width) { set.seed(seed); matrix(runif(K * d, 0, width), K) }

data(diabetes, banknote, acidity, cross, chevron, thyroid, wreath, Baudry_etal_2010_JCGS_examples)
sets <- list(
  faithful = faithful,
  iris = iris[, 1:4],
  petals = iris[, 3:4],
  quakes = quakes[, c("long", "lat", "depth")],
  mag = quakes[, c("depth", "stations")],
  diabetes = diabetes[, c("glucose", "insulin", "sspg")],
  banknote = banknote[, c("Bottom", "Top", "Diagonal")],
  acidity = data.frame(x = acidity),
  eruptions = faithful["eruptions"],
  precip = data.frame(x = as.numeric(precip)),
  cross = cross[, 2:3],
  chevron = chevron[, 2:3],
  thyroid = thyroid[, c("RT3U", "T4", "T3")],
  wreath = wreath,
  ex41 = ex4.1, ex42 = ex4.2, ex43 = ex4.3,
  overlap = draw(1, 600, c(.5, .3, .2), spread(11, 3, 2, 5), c(1, 1.3, .6), c(.5, -.5, 0)),
  unequal = draw(2, 800, c(.7, .2, .07, .03), spread(12, 4, 2, 9), c(1, .7, .5, .4), c(.8, 0, -.8, .3)),
  nested = draw(3, 500, c(.6, .4), rbind(c(0, 0), c(.5, .3)), c(2.5, .5), c(0, .9)),
  many = draw(4, 1200, rep(1 / 8, 8), spread(14, 8, 2, 14), seq(.5, 1.2, length = 8), seq(-.8, .8, length = 8)),
  five = draw(5, 700, c(.4, .3, .3), spread(15, 3, 5, 4), c(1, .8, 1.2), c(.6, -.4, .2)),
  strings = draw(6, 600, rep(1 / 3, 3), spread(16, 3, 2, 4), c(1, 1, 1), c(4, -4, 1)),
  line = data.frame(x = draw(7, 500, c(.3, .4, .2, .1), matrix(c(0, 2, 5, 9)), c(.6, 1, .5, 1.5), rep(0, 4)))
)

rows <- list()
for (name in names(sets)) {
  x <- as.matrix(sets[[name]])
  colnames(x) <- if (is.null(colnames(x))) paste0("x", seq_len(ncol(x))) else colnames(x)
  write.csv(x, file.path(out, paste0(name, ".csv")), row.names = FALSE)
  x <- as.matrix(read.csv(file.path(out, paste0(name, ".csv"))))
  n <- nrow(x); d <- ncol(x)
  models <- if (d == 1) c("E", "V") else c("EEE", "VVV", "VVI", "VII", "VEV", "EVE")
  for (K in 2:5) for (model in models) {
    if (n < 2.5 * nMclustParams(model, d, K)) next
    set.seed(1)
    fit <- tryCatch(Mclust(x, G = K, modelNames = model, verbose = FALSE), error = function(e) NULL)
    rows[[length(rows) + 1]] <- data.frame(data = name, K = K, model = model,
      logLikelihood = if (is.null(fit)) NA else sprintf("%.6f", fit$loglik))
  }
}
write.csv(do.call(rbind, rows), file.path(out, "mclust.csv"), row.names = FALSE, quote = FALSE)
cat(length(rows), "cases, mclust", as.character(packageVersion("mclust")), "\n")
