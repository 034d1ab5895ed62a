# Likelihood intervals of the normal for Old Faithful's eruptions and for five numbers, found numerically from R's dnorm
# alone, without the closed forms that they are to check. Debian: r-base-core.
#   Rscript test-data/normal/likelihood.R > test-data/normal/likelihood.json
number <- function(x) sprintf("%.15g", x)
array <- function(x) paste0("[", paste(number(x), collapse = ", "), "]")
ends <- function(x, confidence) {
  ell <- function(mu, sigma) sum(dnorm(x, mu, sigma, log = TRUE))
  n <- length(x); mu <- mean(x); sigma <- sqrt(mean((x - mu)^2))
  drop <- qchisq(confidence, 1) / 2
  best <- function(mu) optimize(function(l) ell(mu, exp(l)), log(sigma) + c(-1, 5), maximum = TRUE, tol = 1e-12)$objective
  root <- function(f, from, to) uniroot(f, c(from, to), tol = 1e-13)$root
  ofMean <- function(m) best(m) - ell(mu, sigma) + drop
  ofSd <- function(s) ell(mu, s) - ell(mu, sigma) + drop
  z <- qnorm((1 + confidence) / 2)
  sprintf('{"n": %d, "mean": %s, "sdMle": %s, "confidence": %s, "profileMean": %s, "profileSd": %s, "waldMean": %s, "waldSd": %s}',
    n, number(mu), number(sigma), number(confidence),
    array(c(root(ofMean, mu - 20 * sigma, mu), root(ofMean, mu, mu + 20 * sigma))),
    array(c(root(ofSd, sigma / 20, sigma), root(ofSd, sigma, 60 * sigma))),
    array(mu + c(-1, 1) * z * sigma / sqrt(n)), array(sigma + c(-1, 1) * z * sigma / sqrt(2 * n)))
}
x <- faithful$eruptions
first <- c(2, 10, 100)
cat(sprintf('{
  "intervals": [%s,
    %s],
  "firstRows": {"n": %s, "mean": %s, "sdMle": %s},
  "product": %s,
  "zeroAt": %d
}
', ends(x, 0.95), ends(c(3.1, 4.7, 5.2, 5.9, 8.3), 0.9),
  array(first), array(sapply(first, function(n) mean(x[1:n]))),
  array(sapply(first, function(n) sqrt(mean((x[1:n] - mean(x[1:n]))^2)))),
  array(cumprod(dnorm(x, mean(x), sd(x)))[c(1, 10, 272)]),
  which(cumprod(dnorm(x, 20, 1)) == 0)[1]))
