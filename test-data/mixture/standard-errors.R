# Standard errors of mixtures of two components from the Hessian of the log-likelihood as it is written, differentiated
# numerically, and the sandwich with the products of the rows' own scores. Makes standard-errors.json.
#
#   Rscript standard-errors.R          R 4.2, mclust 6.0.0, numDeriv, jsonlite
suppressMessages({ library(mclust); library(numDeriv); library(jsonlite) })

x <- as.matrix(read.csv("faithful.csv"))
holes <- x
holes[seq(1, 272, 7), 1] <- NA # as in missing/references.py
holes[seq(1, 272, 5), 2] <- NA
holes <- holes[rowSums(!is.na(holes)) > 0, ]

# theta: first weight, means, then the covariances' own parameters
covariancesOf <- function(values, model) switch(model,
  VVV = list(matrix(values[c(1, 2, 2, 3)], 2), matrix(values[c(4, 5, 5, 6)], 2)),
  EEE = rep(list(matrix(values[c(1, 2, 2, 3)], 2)), 2),
  VVI = list(diag(values[1:2]), diag(values[3:4])),
  EEI = rep(list(diag(values[1:2])), 2),
  VII = list(diag(rep(values[1], 2)), diag(rep(values[2], 2))))

valuesOf <- function(s, model) { # s: covariances, 2 x 2 x K
  cells <- function(k) c(s[1, 1, k], s[1, 2, k], s[2, 2, k])
  switch(model, VVV = c(cells(1), cells(2)), EEE = cells(1), VVI = c(cells(1)[c(1, 3)], cells(2)[c(1, 3)]),
         EEI = cells(1)[c(1, 3)], VII = c(s[1, 1, 1], s[1, 1, 2]))
}

perRow <- function(theta, data, model) {
  w <- c(theta[1], 1 - theta[1])
  s <- covariancesOf(theta[-(1:5)], model)
  density <- numeric(nrow(data))
  for (pattern in unique(split(!is.na(data), row(data)))) {
    rows <- which(colSums(t(!is.na(data)) == pattern) == 2)
    for (k in 1:2) {
      v <- s[[k]][pattern, pattern, drop = FALSE]
      r <- t(data[rows, pattern, drop = FALSE]) - theta[2 * k + 0:1][pattern]
      density[rows] <- density[rows] + w[k] * exp(-0.5 * colSums(r * solve(v, r))) / sqrt((2 * pi)^sum(pattern) * det(v))
    }
  }
  log(density)
}

errors <- function(data, model) {
  fit <- Mclust(x, G = 2, modelNames = model, verbose = FALSE)
  order <- order(-fit$parameters$pro)
  s <- fit$parameters$variance$sigma[, , order]
  theta <- c(fit$parameters$pro[order][1], as.vector(fit$parameters$mean[, order]), valuesOf(s, model))
  total <- function(t) sum(perRow(t, data, model))
  for (i in 1:60) { # Newton's method from mclust's fit, with half steps where a whole one does not rise
    step <- solve(hessian(total, theta), grad(total, theta)); size <- 1
    while (size > 1e-6 && !isTRUE(total(theta - size * step) >= total(theta) - 1e-9)) size <- size / 2
    theta <- theta - size * step
    if (max(abs(step / theta)) < 1e-10) break
  }
  # Long steps and six extrapolations: a sum near 1000 differenced twice over short ones would keep four digits.
  inverse <- solve(-hessian(total, theta, method.args = list(d = 0.01, r = 6)))
  scores <- jacobian(function(t) perRow(t, data, model), theta)
  list(logLikelihood = total(theta), gradient = max(abs(grad(total, theta) * theta)), theta = theta,
       hessian = sqrt(diag(inverse)), sandwich = sqrt(diag(inverse %*% crossprod(scores) %*% inverse)),
       scores = sqrt(diag(solve(crossprod(scores)))))
}

models <- c("VVV", "EEE", "VVI", "EEI", "VII")
found <- setNames(lapply(models, function(model) errors(x, model)), models)
found$`VVV with missing cells` <- errors(holes, "VVV")
write(toJSON(found, digits = 15, auto_unbox = TRUE, pretty = TRUE), "standard-errors.json")
for (m in names(found)) cat(m, found[[m]]$logLikelihood, found[[m]]$gradient, "\n")
