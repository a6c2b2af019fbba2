#include "transport/ssh/resolver.hpp"

#include <netdb.h>

#include <algorithm>
#include <cstring>
#include <memory>

namespace fettle::transport {
namespace {

constexpr std::chrono::seconds kFresh{60};
constexpr std::size_t kLookupsMax = 20'000;

int family_of(AddressFamily family) {
  if (family == AddressFamily::kAny) return AF_UNSPEC;
  return family == AddressFamily::kIpv4 ? AF_INET : AF_INET6;
}

bool fits(const net::ip::address& address, AddressFamily family) {
  return family == AddressFamily::kAny || address.is_v4() == (family == AddressFamily::kIpv4);
}

/// getaddrinfo's error, or 0.
int ask(const NameQuery& query, int flags, std::vector<net::ip::address>& found) {
  addrinfo hints{};
  hints.ai_family = family_of(query.family);
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = flags;
  addrinfo* raw = nullptr;
  const int error = getaddrinfo(query.host.c_str(), nullptr, &hints, &raw);
  if (error != 0) return error;
  const std::unique_ptr<addrinfo, void (*)(addrinfo*)> list(raw, freeaddrinfo);
  for (const addrinfo* each = raw; each != nullptr; each = each->ai_next) {
    net::ip::tcp::endpoint endpoint;
    if (each->ai_addrlen > endpoint.capacity()) continue;
    std::memcpy(endpoint.data(), each->ai_addr, each->ai_addrlen);
    found.push_back(endpoint.address());
  }
  return 0;
}

}  // namespace

Addresses ask_system(const NameQuery& query) {
  Addresses result;
  // Most machines have addresses of one family, and some name servers never answer for the other.
  int error = ask(query, AI_ADDRCONFIG, result.list);
  // That leaves out loopback, which may be all there is.
  if (error == EAI_NONAME || error == EAI_NODATA || error == EAI_ADDRFAMILY)
    error = ask(query, 0, result.list);
  if (error != 0) result.problem = gai_strerror(error);
  return result;
}

struct Resolver::Lookup {
  Addresses found;
  bool is_over = false;
  Deadline stale = Deadline::max();
  AsyncEvent changed;
};

std::shared_ptr<Resolver::Lookup> Resolver::start(const NameQuery& query) {
  if (lookups_.size() >= kLookupsMax)
    std::erase_if(lookups_, [](const auto& each) { return each.second->is_over; });
  auto lookup = std::make_shared<Lookup>();
  const bool started = crowd_.run([query, lookup, ask = ask_] {
    auto found = ask(query);
    return [lookup, found = std::move(found)]() mutable {
      lookup->found = std::move(found);
      lookup->is_over = true;
      // What went wrong may go right the next time.
      lookup->stale =
          Clock::now() + (lookup->found.list.empty() ? std::chrono::seconds(0) : kFresh);
      lookup->changed.notify_all();
    };
  });
  if (!started) {
    lookup->found.problem = "no thread could be started to resolve its name";
    lookup->is_over = true;
    lookup->stale = Clock::now();
  }
  lookups_[query] = lookup;
  return lookup;
}

void Resolver::forget(const NameQuery& query) {
  const auto known = lookups_.find(query);
  if (known != lookups_.end() && known->second->is_over) lookups_.erase(known);
}

Awaitable<Addresses> Resolver::resolve(NameQuery query, Deadline deadline) {
  boost::system::error_code error;
  const auto literal = net::ip::make_address(query.host, error);
  if (!error && !fits(literal, query.family))
    co_return Addresses{.list = {}, .problem = "it is an address of the other family"};
  if (!error) co_return Addresses{.list = {literal}, .problem = {}};
  const auto known = lookups_.find(query);
  const bool is_usable = known != lookups_.end() && Clock::now() < known->second->stale;
  const auto lookup = is_usable ? known->second : start(query);
  while (!lookup->is_over)
    if (!co_await lookup->changed.wait(deadline))
      co_return Addresses{.list = {}, .problem = "its name was not resolved in time"};
  co_return lookup->found;
}

}  // namespace fettle::transport
