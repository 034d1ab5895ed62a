// Armadillo gmm_full::learn with given start, fixed iterations.
// g++ -O3 -march=native -fopenmp -std=c++17 -DARMA_NO_DEBUG mixture-em-armadillo.cpp -o FILE -larmadillo
#include <armadillo>
#include <chrono>
#include <cstdio>
int main(int, char** v) { // BASE N D K ITER
  using namespace arma; size_t N = atol(v[2]); int D = atoi(v[3]), K = atoi(v[4]), I = atoi(v[5]);
  mat X(D, N); FILE* f = fopen((std::string(v[1]) + ".f64").c_str(), "rb"); if (fread(X.memptr(), 8, N * D, f) != N * D) return 1; fclose(f);
  rowvec w(K); mat mu(D, K); cube cov(D, D, K);
  f = fopen((std::string(v[1]) + ".start").c_str(), "rb");
  if (fread(w.memptr(), 8, K, f) + fread(mu.memptr(), 8, K * D, f) + fread(cov.memptr(), 8, K * D * D, f) != size_t(K + K * D + K * D * D)) return 1; fclose(f);
  gmm_full m; m.set_params(mu, cov, w / accu(w));
  auto t0 = std::chrono::steady_clock::now();
  m.learn(X, K, maha_dist, keep_existing, 0, I, 1e-10, getenv("ARMA_PRINT") != nullptr);
  double s = std::chrono::duration<double>(std::chrono::steady_clock::now() - t0).count();
  double ll = m.sum_log_p(X);
  printf("{\"median\":%.4f,\"best\":%.4f,\"check\":\"%.15g\"}\n", s * 1e9 / (double(I) * N * K), s * 1e9 / (double(I) * N * K), ll);
}
