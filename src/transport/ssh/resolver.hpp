// Names to addresses, as the system has them (getaddrinfo(3): /etc/hosts, DNS, whatever
// nsswitch.conf names). Its call blocks, for half a minute where name servers are dead, and can't
// be stopped: so each runs on a thread, there are more threads while all wait, and whoever waits
// may give up. Everybody who asks for one name shares one look-up, and its answer for a minute.
#pragma once

#include <boost/asio/ip/tcp.hpp>

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "transport/os/async_event.hpp"
#include "transport/os/detached_threads.hpp"
#include "transport/ssh/address_family.hpp"

namespace fettle::transport {

struct Addresses {
  std::vector<net::ip::address> list;  ///< in the order of RFC 6724
  std::string problem;                 ///< why there are none
};

struct NameQuery {
  std::string host;
  AddressFamily family = AddressFamily::kAny;
  friend auto operator<=>(const NameQuery&, const NameQuery&) = default;
};

/// Asks the system. Blocks.
Addresses ask_system(const NameQuery& query);

class Resolver : public std::enable_shared_from_this<Resolver> {
 public:
  using Ask = std::function<Addresses(const NameQuery&)>;
  explicit Resolver(net::any_io_executor loop, Ask ask = ask_system)
      : ask_(std::move(ask)), crowd_(std::move(loop)) {}

  /// Of a name or of an address in digits, which takes no time. A problem when `deadline` came
  /// first; the look-up then goes on for whoever asks next.
  Awaitable<Addresses> resolve(NameQuery query, Deadline deadline);

  /// What was found is of no use: the next who asks has it looked up anew. One under way goes on.
  void forget(const NameQuery& query);

  /// Nothing arrives any more. Doesn't wait for look-ups under way.
  void stop() { crowd_.stop(); }

 private:
  struct Lookup;
  std::shared_ptr<Lookup> start(const NameQuery& query);

  Ask ask_;
  DetachedThreads crowd_;
  std::map<NameQuery, std::shared_ptr<Lookup>> lookups_;
};

}  // namespace fettle::transport
