# Rscript mixture-em.R BASE N D K : mclust's em(), VVV, given start, 20 iterations
a <- commandArgs(TRUE); base <- a[1]; N <- as.integer(a[2]); D <- as.integer(a[3]); K <- as.integer(a[4])
suppressMessages(library(mclust))
con <- file(paste0(base, ".f64"), "rb"); X <- matrix(readBin(con, "double", N * D), N, D, byrow = TRUE); close(con)
con <- file(paste0(base, ".start"), "rb")
pro <- readBin(con, "double", K); mean <- matrix(readBin(con, "double", K * D), D, K)
sigma <- array(readBin(con, "double", K * D * D), c(D, D, K)); close(con)
variance <- list(modelName = "VVV", d = D, G = K, sigma = sigma, cholsigma = array(apply(sigma, 3, chol), c(D, D, K)))
control <- emControl(eps = .Machine$double.xmin, tol = c(0, 0), itmax = c(20, 20))
begun <- Sys.time()
fit <- em(modelName = "VVV", data = X, parameters = list(pro = pro, mean = mean, variance = variance), control = control, warn = FALSE)
s <- as.numeric(difftime(Sys.time(), begun, units = "secs"))
loglik <- estep(modelName = "VVV", data = X, parameters = fit$parameters)$loglik
cat(sprintf('{"median":%.3f,"best":%.3f,"check":"%.15g"}\n', s * 1e9 / (20 * N * K), s * 1e9 / (20 * N * K), loglik))
