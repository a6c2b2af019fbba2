// A resolver that answers as a test wants, loaded before the program's own (LD_PRELOAD). The file
// that LYING_RESOLVER_NAMES names has a line for each look-up to come, `NAME ADDRESS...`; the first
// line of a name is taken away once it has answered, unless it is its last. The address `never` is
// a look-up that takes half a minute.
#include <dlfcn.h>
#include <netdb.h>
#include <poll.h>

#include <cstdlib>
#include <cstring>
#include <fstream>
#include <mutex>
#include <sstream>
#include <string>
#include <vector>

namespace {

constexpr int kNeverMs = 30'000;

using Lookup = int (*)(const char*, const char*, const addrinfo*, addrinfo**);

Lookup real() { return reinterpret_cast<Lookup>(::dlsym(RTLD_NEXT, "getaddrinfo")); }

/// The addresses of the next answer; none where the test has none for it.
std::vector<std::string> next_answer(const std::string& path, const std::string& name) {
  std::vector<std::string> lines;
  std::string line;
  for (std::ifstream in(path); std::getline(in, line);) lines.push_back(line);
  std::vector<std::string> found;
  std::size_t first = 0;
  std::size_t count = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::istringstream words(lines[i]);
    std::string word;
    words >> word;
    if (word != name || ++count > 1) continue;
    first = i;
    while (words >> word) found.push_back(word);
  }
  if (count < 2) return found;
  lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(first));
  std::ofstream out(path, std::ios::trunc);
  for (const auto& one : lines) out << one << '\n';
  return found;
}

}  // namespace

extern "C" int getaddrinfo(const char* node, const char* service, const addrinfo* hints,
                           addrinfo** result) {
  static std::mutex mutex;
  const char* const path = std::getenv("LYING_RESOLVER_NAMES");
  if (node == nullptr || path == nullptr) return real()(node, service, hints, result);
  std::vector<std::string> addresses;
  {
    const std::scoped_lock lock(mutex);
    addresses = next_answer(path, node);
  }
  if (addresses.empty()) return real()(node, service, hints, result);
  *result = nullptr;
  for (auto one = addresses.rbegin(); one != addresses.rend(); ++one) {
    if (*one == "never") {
      ::poll(nullptr, 0, kNeverMs);
      return EAI_AGAIN;
    }
    addrinfo* found = nullptr;
    if (const int failed = real()(one->c_str(), service, hints, &found); failed != 0) return failed;
    addrinfo* last = found;
    while (last->ai_next != nullptr) last = last->ai_next;
    last->ai_next = *result;
    *result = found;
  }
  return 0;
}
