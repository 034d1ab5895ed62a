# Rscript csv-fread.R FILE numbers|mixed: data.table's fread on two threads; one line of JSON.
a <- commandArgs(TRUE)
suppressMessages(library(data.table))
setDTthreads(2)
begun <- Sys.time()
d <- if (a[2] == "mixed") fread(a[1], na.strings = c("", "NA"), stringsAsFactors = TRUE, showProgress = FALSE) else fread(a[1], showProgress = FALSE)
s <- as.numeric(difftime(Sys.time(), begun, units = "secs"))
mb <- as.integer(sub("\\D*(\\d+).*", "\\1", grep("VmHWM", readLines("/proc/self/status"), value = TRUE))) %/% 1024L
cat(sprintf('{"s":%.4f,"mb":%d,"check":"%d %.3f"}\n', s, mb, nrow(d), sum(as.numeric(d[[1]]), na.rm = TRUE)))
