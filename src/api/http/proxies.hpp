// Who the client is when proxies stand in between: only what a trusted proxy says of it counts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/http/message.hpp"
#include "base/result.hpp"

namespace fettle::api::http {

/// Addresses and networks (`10.0.0.0/8`, `::1`) whose X-Forwarded-For and -Proto are believed.
class TrustedProxies {
 public:
  /// kInvalid, naming the first that is neither.
  static Result<TrustedProxies> parse(const std::vector<std::string>& networks);

  bool trusts(std::string_view address) const;

  /// Sets `address` and `is_secure` from the headers of proxies, from the nearest outwards, for as
  /// long as one is trusted. A client of a socket file (an empty address) is: who may open it is
  /// the administrator's word.
  void tell_client(Request& request) const;

 private:
  struct Network {
    std::string address;  ///< 4 or 16 bytes
    int bits = 0;
  };
  std::vector<Network> networks_;
};

}  // namespace fettle::api::http
