// The limit: mmap, newline count, then std::from_chars (correctly rounded) into columns, on T threads.
// g++ -O3 -march=native -std=c++17 -pthread csv-limit.cpp -o csv-limit; ./csv-limit FILE COLUMNS THREADS
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>
#include <vector>
using clk = std::chrono::steady_clock;
static size_t countNl(const char* p, const char* e) { size_t n = 0; for (; p < e; p++) n += *p == '\n'; return n; }
int main(int c, char** v) {
  const int nc = atoi(v[2]), T = atoi(v[3]);
  auto t0 = clk::now();
  int fd = open(v[1], O_RDONLY); struct stat st; fstat(fd, &st); const size_t size = st.st_size;
  const char* b = (const char*)mmap(nullptr, size, PROT_READ, MAP_PRIVATE, fd, 0);
  size_t start = (const char*)memchr(b, '\n', size) - b + 1;
  std::vector<size_t> from(T + 1), rows(T);
  from[0] = start; from[T] = size;
  for (int i = 1; i < T; i++) { size_t q = start + (size - start) / T * i; from[i] = (const char*)memchr(b + q, '\n', size - q) - b + 1; }
  auto par = [&](auto f) { std::vector<std::thread> th; for (int i = 1; i < T; i++) th.emplace_back(f, i); f(0); for (auto& t : th) t.join(); };
  par([&](int i) { rows[i] = countNl(b + from[i], b + from[i + 1]); });
  size_t total = 0; std::vector<size_t> at(T); for (int i = 0; i < T; i++) { at[i] = total; total += rows[i]; }
  auto t1 = clk::now();
  std::vector<double*> cols(nc);
  for (auto& q : cols) q = (double*)mmap(nullptr, total * 8, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (getenv("HUGE_PAGES")) for (auto q : cols) madvise(q, total * 8, MADV_HUGEPAGE);
  par([&](int i) {
    const char *p = b + from[i], *e = b + from[i + 1]; size_t r = at[i];
    while (p < e) { for (int k = 0; k < nc; k++) { double x; auto z = std::from_chars(p, e, x); cols[k][r] = x; p = z.ptr + 1; } r++; }
  });
  auto t2 = clk::now();
  double sum = 0; for (size_t i = 0; i < total; i++) sum += cols[0][i];
  struct rusage ru; getrusage(RUSAGE_SELF, &ru);
  printf("{\"s\":%.4f,\"mb\":%ld,\"count\":%.4f,\"check\":\"%zu %.3f\"}\n", std::chrono::duration<double>(t2 - t0).count(), ru.ru_maxrss / 1024, std::chrono::duration<double>(t1 - t0).count(), total, sum);
}
