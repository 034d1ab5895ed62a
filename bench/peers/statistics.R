# R's side of bench/statistics.bench.ts: Rscript statistics.R TASK FOLDER. Prints one line of JSON.
arguments <- commandArgs(TRUE)
task <- arguments[1]
column <- function(name) {
  path <- file.path(arguments[2], sprintf("statistics-%s.f64", name))
  connection <- file(path, "rb")
  on.exit(close(connection))
  readBin(connection, "double", file.size(path) / 8)
}
x <- column("x")
y <- if (task == "grid") column("y")
run <- switch(task,
  moments = function() {
    m <- mean(x)
    z <- x - m
    m2 <- mean(z^2)
    c(min(x), max(x), m, sd(x), mean(z^3) / m2^1.5, mean(z^4) / m2^2 - 3)
  },
  histogram = function() hist(x, breaks = seq(min(x), max(x), length.out = 257), right = FALSE, plot = FALSE)$counts[101:104],
  grid = function() {
    cell <- function(v) findInterval(v, seq(min(v), max(v), length.out = 257), rightmost.closed = TRUE)
    tabulate((cell(y) - 1L) * 256L + cell(x), 65536L)[128 * 256 + 129:131]
  },
  quantiles = function() quantile(x, c(0.001, 0.01, 0.25, 0.5, 0.75, 0.99, 0.999)))
times <- replicate(3, {
  used <- system.time(result <<- run())
  1000 * c(used[["elapsed"]], used[["user.self"]] + used[["sys.self"]])
})
cat(sprintf('{"ms":%.0f,"best":%.0f,"cpu":%.0f,"check":[%s]}\n',
  median(times[1, ]), min(times[1, ]), min(times[2, ]), paste(sprintf('"%.10g"', result), collapse = ",")))
