# Minimum covariance determinant of six data sets of robustbase, half of the rows, without small-sample corrections.
# Makes robust.json. From 500 and from 5000 random subsets; the better half of the two is kept.
#
#   Rscript robust.R          R 4.2, robustbase 0.95-0, jsonlite
suppressMessages({ library(robustbase); library(jsonlite) })

sets <- list(hbk = hbk[, 1:3], starsCYG = starsCYG, Animals2 = log(Animals2), wood = wood[, 1:5], milk = milk,
             radarImage = radarImage[, 3:5])
found <- lapply(sets, function(x) {
  x <- as.matrix(x)
  fits <- lapply(c(500, 5000), function(nsamp) {
    set.seed(1)
    covMcd(x, alpha = 0.5, nsamp = nsamp, use.correction = FALSE)
  })
  half <- function(fit) { m <- x[fit$best, ]; as.numeric(determinant(cov(m) * (nrow(m) - 1) / nrow(m))$modulus) }
  fit <- fits[[which.min(sapply(fits, half))]]
  # The refined estimate from that half, every covariance divided by its number of rows; covMcd divides by one less.
  m <- x[fit$best, ]; h <- nrow(m); d <- ncol(x)
  consistent <- function(share) share / pchisq(qchisq(share, d), d + 2)
  raw <- cov(m) * (h - 1) / h * consistent(h / nrow(x))
  kept <- x[mahalanobis(x, colMeans(m), raw) <= qchisq(0.975, d), ]
  list(columns = lapply(seq_len(d), function(j) unname(x[, j])), h = h, logDeterminant = half(fit),
       halfMean = unname(colMeans(m)), mean = unname(colMeans(kept)), kept = nrow(kept),
       covariance = unname(cov(kept) * (nrow(kept) - 1) / nrow(kept) * consistent(0.975)))
})
write(toJSON(found, digits = 15, auto_unbox = TRUE), "robust.json")
for (name in names(found)) with(found[[name]], cat(name, length(columns[[1]]), length(columns), h, logDeterminant, kept, "\n"))
