// Limit: the same blocked one-pass EM in C++, 8 lanes of AVX-512 (or what -march has) with FMA, T threads.
// g++ -O3 -march=native -ffp-contract=fast -std=c++20 -pthread limit.cpp -o emlimit     (8 lanes)
// g++ -O3 -mavx2 -mfma -DLANES=4 ... -o emlimit-avx2 ; g++ -O3 -msse4.1 -ffp-contract=off -DLANES=2 ... -o emlimit-sse (what wasm SIMD has)
#include <algorithm>
#include <atomic>
#include <barrier>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <thread>
#include <vector>
using clk = std::chrono::steady_clock;
constexpr int B = 512, CH = 16384;
#ifndef LANES
#define LANES 8
#endif
typedef double V __attribute__((vector_size(8 * LANES)));
typedef double VU __attribute__((vector_size(8 * LANES), aligned(8)));
typedef long long VI __attribute__((vector_size(8 * LANES)));
// exp of x <= 0, degree-11 polynomial, 8 lanes, 0 below -708
static inline V vexp(V x) {
  const double M = 6755399441055744.0;
  const V t = x * 1.4426950408889634 + M;
  const V n = t - M;
  const V r = (x - n * 0.693147180369123816490) - n * 1.90821492927058770002e-10;
  const V r2 = r * r, r4 = r2 * r2;
  const V b0 = (1 + r) + r2 * (0.5 + r * 0.16666666666666666), b1 = (0.041666666666666664 + r * 0.008333333333333333) + r2 * (0.001388888888888889 + r * 0.0001984126984126984),
          b2 = (2.48015873015873e-05 + r * 2.7557319223985893e-06) + r2 * (2.755731922398589e-07 + r * 2.505210838544172e-08);
  const V p = b0 + r4 * (b1 + r4 * b2);
  const V e = (V)((VI)p + ((VI)t << 52));
  return x > -708.0 ? e : V{};
}
template <int D, int K> struct Em {
  static constexpr int T = D * (D + 1) / 2, S = 1 + D + T, LEN = 1 + K * S;
  size_t N; std::vector<double> x[D]; double par[K * S]; std::vector<double> part;
  // one accumulation pass over rows [R0, R1) of the lower triangle (+ n and S1 when R0 == 0)
  template <int R0, int R1> static void acc(const double* const* X, const double* g, const double* m, int n, double* o) {
    constexpr int P0 = R0 * (R0 + 1) / 2, P1 = R1 * (R1 + 1) / 2;
    V a{}, s[D]{}, q[P1 - P0 ? P1 - P0 : 1]{};
    for (int i = 0; i < n; i += LANES) {
      const V r = *(const V*)(g + i);
      V d[R1 ? R1 : 1];
      for (int j = 0; j < R1; j++) d[j] = *(const VU*)(X[j] + i) - m[j];
      if (R0 == 0) a += r;
#pragma GCC unroll 8
      for (int u = R0; u < R1; u++) {
        const V gd = r * d[u]; s[u] += gd;
#pragma GCC unroll 8
        for (int j = 0; j <= u; j++) q[u * (u + 1) / 2 + j - P0] += gd * d[j];
      }
    }
    auto h = [](V v) { double t = 0; for (int j = 0; j < LANES; j++) t += v[j]; return t; };
    if (R0 == 0) o[0] += h(a);
    for (int u = R0; u < R1; u++) o[1 + u] += h(s[u]);
    for (int p = P0; p < P1; p++) o[1 + D + p] += h(q[p - P0]);
  }
  void chunk(size_t lo, size_t hi, double* out) {
    alignas(64) static thread_local double lp[K][B];
    memset(out, 0, LEN * 8);
    double ll = 0;
    for (size_t b = lo; b < hi; b += B) {
      const int n = (int)std::min<size_t>(B, hi - b); // a multiple of 8 in this benchmark
      const double* X[D]; for (int d = 0; d < D; d++) X[d] = x[d].data() + b;
      for (int k = 0; k < K; k++) {
        const double* o = par + k * S; const double* m = o + 1; const double* w = o + 1 + D;
        for (int i = 0; i < n; i += LANES) {
          V d[D], a = o[0] - V{}; for (int j = 0; j < D; j++) d[j] = *(const VU*)(X[j] + i) - m[j];
          int p = 0;
#pragma GCC unroll 8
          for (int r = 0; r < D; r++) {
            V y{};
#pragma GCC unroll 8
            for (int j = 0; j <= r; j++) y += w[p++] * d[j];
            a -= y * y;
          }
          *(V*)(lp[k] + i) = a;
        }
      }
      V mxs{}, prod = 1 - V{};
      for (int i = 0; i < n; i += LANES) {
        V m = *(V*)(lp[0] + i);
        for (int k = 1; k < K; k++) { V v = *(V*)(lp[k] + i); m = v > m ? v : m; }
        V s{}; V e[K];
        for (int k = 0; k < K; k++) { e[k] = vexp(*(V*)(lp[k] + i) - m); s += e[k]; }
        const V inv = 1 / s;
        for (int k = 0; k < K; k++) *(V*)(lp[k] + i) = e[k] * inv;
        mxs += m; prod *= s; // one log per 64 points and lane
        if ((i & (64 * LANES - 1)) == 63 * LANES) { for (int j = 0; j < LANES; j++) ll += std::log(prod[j]); prod = 1 - V{}; }
      }
      for (int j = 0; j < LANES; j++) ll += std::log(prod[j]) + mxs[j];
      for (int k = 0; k < K; k++) {
        const double* m = par + k * S + 1; double* o = out + 1 + k * S;
        if constexpr (D <= (LANES == 8 ? 5 : 3)) acc<0, D>(X, lp[k], m, n, o);
        else if constexpr (LANES == 8) { acc<0, 4>(X, lp[k], m, n, o); acc<4, 6>(X, lp[k], m, n, o); acc<6, D>(X, lp[k], m, n, o); }
        else { acc<0, 3>(X, lp[k], m, n, o); acc<3, 5>(X, lp[k], m, n, o); acc<5, 6>(X, lp[k], m, n, o); acc<6, 7>(X, lp[k], m, n, o); acc<7, D>(X, lp[k], m, n, o); }
      }
    }
    out[0] = ll;
  }
  void setParams(const double* w, const double* mu, const double* cov) {
    for (int k = 0; k < K; k++) {
      double L[D][D] = {}, W[D][D] = {}, ld = 0; const double* C = cov + k * D * D;
      for (int i = 0; i < D; i++) for (int j = 0; j <= i; j++) { double s = C[i * D + j]; for (int m = 0; m < j; m++) s -= L[i][m] * L[j][m]; if (i == j) { L[i][i] = sqrt(s); ld += log(L[i][i]); } else L[i][j] = s / L[j][j]; }
      for (int j = 0; j < D; j++) { W[j][j] = 1 / L[j][j]; for (int i = j + 1; i < D; i++) { double s = 0; for (int m = j; m < i; m++) s -= L[i][m] * W[m][j]; W[i][j] = s / L[i][i]; } }
      double* o = par + k * S; o[0] = log(w[k]) - ld - 0.5 * D * log(2 * M_PI);
      for (int d = 0; d < D; d++) o[1 + d] = mu[k * D + d];
      int p = 0; for (int i = 0; i < D; i++) for (int j = 0; j <= i; j++) o[1 + D + p++] = W[i][j] * M_SQRT1_2;
    }
  }
  int run(const char* base, size_t n, int threads, int iters) {
    N = n; std::vector<double> rows(N * D);
    FILE* f = fopen((std::string(base) + ".f64").c_str(), "rb"); if (fread(rows.data(), 8, N * D, f) != N * D) return 1; fclose(f);
    for (int d = 0; d < D; d++) { x[d].resize(N); for (size_t i = 0; i < N; i++) x[d][i] = rows[i * D + d]; }
    std::vector<double> w(K), mu(K * D), cov(K * D * D);
    f = fopen((std::string(base) + ".start").c_str(), "rb");
    if (fread(w.data(), 8, K, f) + fread(mu.data(), 8, K * D, f) + fread(cov.data(), 8, K * D * D, f) != (size_t)(K + K * D + K * D * D)) return 1; fclose(f);
    const size_t chunks = (N + CH - 1) / CH; part.resize(chunks * LEN);
    std::atomic<size_t> next{0}; std::atomic<bool> stop{false};
    std::barrier bar(threads);
    auto work = [&] { for (;;) { size_t c = next++; if (c >= chunks) break; chunk(c * CH, std::min(N, (c + 1) * CH), part.data() + c * LEN); } };
    std::vector<std::thread> th;
    for (int t = 1; t < threads; t++) th.emplace_back([&] { for (;;) { bar.arrive_and_wait(); if (stop) break; work(); bar.arrive_and_wait(); } });
    auto pass = [&](double* tot) { next = 0; bar.arrive_and_wait(); work(); bar.arrive_and_wait(); memset(tot, 0, LEN * 8); for (size_t c = 0; c < chunks; c++) for (int i = 0; i < LEN; i++) tot[i] += part[c * LEN + i]; };
    double tot[LEN]; setParams(w.data(), mu.data(), cov.data()); pass(tot); // warm up
    std::vector<double> each;
    for (int it = 0; it < iters; it++) {
      auto a = clk::now();
      setParams(w.data(), mu.data(), cov.data()); pass(tot);
      for (int k = 0; k < K; k++) {
        double* o = tot + 1 + k * S; double nk = o[0]; w[k] = nk / N; double de[D];
        for (int d = 0; d < D; d++) { de[d] = o[1 + d] / nk; mu[k * D + d] = par[k * S + 1 + d] + de[d]; }
        int p = 0; for (int i = 0; i < D; i++) for (int j = 0; j <= i; j++, p++) cov[k * D * D + i * D + j] = cov[k * D * D + j * D + i] = o[1 + D + p] / nk - de[i] * de[j];
      }
      each.push_back(std::chrono::duration<double>(clk::now() - a).count());
    }
    setParams(w.data(), mu.data(), cov.data()); pass(tot);
    stop = true; bar.arrive_and_wait(); for (auto& t : th) t.join();
    std::sort(each.begin(), each.end());
    printf("{\"median\":%.4f,\"best\":%.4f,\"check\":\"%.15g\"}\n", each[iters / 2] * 1e9 / (double(N) * K), each[0] * 1e9 / (double(N) * K), tot[0]);
    return 0;
  }
};
template <int D, int K> int go(const char* b, size_t n, int t, int it) { auto* e = new Em<D, K>; return e->run(b, n, t, it); }
int main(int, char** v) { // BASE N D K THREADS ITER
  size_t N = atol(v[2]); int D = atoi(v[3]), K = atoi(v[4]), T = atoi(v[5]), I = atoi(v[6]);
#define G(d, k) if (D == d && K == k) return go<d, k>(v[1], N, T, I);
  G(1, 3) G(1, 8) G(2, 3) G(2, 8) G(8, 3) G(8, 8)
  return 2;
}
