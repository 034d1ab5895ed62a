# Closed forms of the normal and the fit to Old Faithful's eruptions, from R's own functions. Debian: r-base-core.
#   Rscript test-data/normal/reference.R > test-data/normal/reference.json
number <- function(x) sprintf("%.17g", x)
z <- c(-38, -37, -20, -8, -5, -1.5, -0.3, 0, 0.7, 2, 6, 9, 30)
p <- c(5e-324, 1e-300, 1e-100, 1e-20, 1e-10, 1e-5, 0.01, 0.07, 0.08, 0.3, 0.5, 0.6, 0.925, 0.975, 0.999)
array <- function(x) paste0("[", paste(number(x), collapse = ", "), "]")
x <- faithful$eruptions
n <- length(x)
s <- sd(x)
sigma <- s * sqrt((n - 1) / n)
fit <- lm(x ~ 1)
t <- t.test(x, conf.level = 0.9)$conf.int
chi <- sqrt(n * sigma^2 / qchisq(c(0.95, 0.05), n - 1))
order <- qnorm((seq_len(n) - 0.375) / (n + 0.25))
df <- c(1, 2, 5, 271, 600, 999, 1000, 2999, 9999, 1e6 - 1, 1e7 - 1)
cat(sprintf('{
  "z": %s,
  "lower": %s,
  "upper": %s,
  "logLower": %s,
  "logDensity": %s,
  "probabilities": %s,
  "quantiles": %s,
  "eruptions": {"mean": %s, "sdSample": %s, "sdMle": %s, "logLikelihood": %s, "aic": %s, "bic": %s,
    "meanInterval90": %s, "sdInterval90": %s, "quantileCorrelation": %s},
  "degreesOfFreedom": %s,
  "chiSquare025": %s,
  "chiSquare975": %s,
  "t975": %s,
  "betaQuantiles": {"level": 0.003, "n": 1000, "ranks": [1, 2, 10, 100, 500], "lower": %s, "upper": %s}
}
', array(z), array(pnorm(z)), array(pnorm(z, lower.tail = FALSE)), array(pnorm(z, log.p = TRUE)), array(dnorm(z, log = TRUE)),
  array(p), array(qnorm(p)),
  number(mean(x)), number(s), number(sigma), number(as.numeric(logLik(fit))), number(AIC(fit)), number(BIC(fit)),
  array(t), array(chi), number(cor(order, sort(x))),
  array(df), array(qchisq(0.025, df)), array(qchisq(0.975, df)), array(qt(0.975, df)),
  array(qbeta(0.0015, c(1, 2, 10, 100, 500), 1001 - c(1, 2, 10, 100, 500))),
  array(qbeta(0.9985, c(1, 2, 10, 100, 500), 1001 - c(1, 2, 10, 100, 500)))))
