// Requests to services outside by libcurl, the one place that knows it. Opens no socket to an
// address that its rule refuses, whatever name or redirect led there; takes no proxy and no
// password file from its surroundings. Keeps nothing from one request to the next, so that several
// threads may use one.
#pragma once

#include <string>
#include <utility>

#include "outgoing/address_rule.hpp"
#include "ports/outgoing.hpp"

namespace fettle::outgoing {

enum class SmtpTls { kRequired, kOff };

/// The installation's mail server; the address rule doesn't hold for it.
struct Smtp {
  std::string url;   ///< `smtp://host:587` (STARTTLS) or `smtps://host:465`; empty: none
  std::string from;  ///< an address
  std::string user;  ///< empty: without signing in
  std::string password;
  SmtpTls tls = SmtpTls::kRequired;
};

struct OutgoingSettings {
  AddressRule addresses;
  std::string authorities;  ///< PEM file that TLS believes instead of the system's; may be empty
  Smtp smtp;
};

class CurlOutgoing : public ports::Outgoing {
 public:
  explicit CurlOutgoing(OutgoingSettings settings) : settings_(std::move(settings)) {}
  Result<ports::HttpAnswer> post(const ports::HttpPost& request,
                                 const ports::HttpWatch& watch) override;
  Result<ports::HttpAnswer> get(const ports::HttpGet& request,
                                const ports::HttpWatch& watch) override;
  Result<ports::MailAnswer> mail(const ports::Mail& mail, const ports::HttpWatch& watch) override;

 private:
  OutgoingSettings settings_;
};

}  // namespace fettle::outgoing
