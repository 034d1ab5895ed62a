# Anderson-Darling and Lilliefors tests of R's nortest on columns that the test makes itself. Debian: r-base-core r-cran-nortest.
#   Rscript test-data/normality/nortest.R > test-data/normality/nortest.json
suppressWarnings(library(nortest))
# Quantiles of named distributions at (i - 0.5) / n: the same values wherever they are computed, to the last digits.
p <- function(n) (seq_len(n) - 0.5) / n
columns <- list(
  list(name = "faithful eruptions", values = faithful$eruptions),
  list(name = "iris sepal width", values = iris$Sepal.Width),
  list(name = "logistic", n = 8, values = qlogis(p(8))),
  list(name = "logistic", n = 50, values = qlogis(p(50))),
  list(name = "logistic", n = 500, values = qlogis(p(500))),
  list(name = "logistic", n = 20000, values = qlogis(p(20000))),
  list(name = "exponential", n = 10, values = qexp(p(10))),
  list(name = "exponential", n = 40, values = qexp(p(40))),
  list(name = "exponential", n = 1000, values = qexp(p(1000))),
  list(name = "uniform", n = 20, values = p(20)),
  list(name = "uniform", n = 100, values = p(100)),
  list(name = "uniform", n = 100000, values = p(100000)))
rows <- sapply(columns, function(column) {
  ad <- ad.test(column$values); lillie <- lillie.test(column$values)
  sprintf('  {"name":"%s","n":%d,"andersonDarling":{"statistic":%.15g,"pValue":%.12g},"lilliefors":{"statistic":%.15g,"pValue":%.12g}}',
    column$name, length(column$values), ad$statistic, ad$p.value, lillie$statistic, lillie$p.value)
})
cat("[\n", paste(rows, collapse = ",\n"), "\n]\n", sep = "")
