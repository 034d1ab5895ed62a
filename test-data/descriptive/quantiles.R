# Quantiles of type 7 and moments of Old Faithful's eruptions and of a column with every awkwardness. Debian: r-base-core.
#   Rscript test-data/descriptive/quantiles.R > test-data/descriptive/quantiles.json
array <- function(x) paste0("[", paste(sprintf("%.17g", x), collapse = ", "), "]")
p <- c(0, 0.001, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1)
x <- faithful$eruptions
y <- c(-1e300, -3, -0.5, 0, 0, 0, 1e-310, 2, 2, 7, 1e12, 1e300)
z <- x - mean(x)
cat(sprintf('{
  "probabilities": %s,
  "eruptions": %s,
  "awkward": {"values": %s, "quantiles": %s},
  "skewness": %.15g,
  "excessKurtosis": %.15g
}
', array(p), array(quantile(x, p)), array(y), array(quantile(y, p)),
  mean(z^3) / mean(z^2)^1.5, mean(z^4) / mean(z^2)^2 - 3))
