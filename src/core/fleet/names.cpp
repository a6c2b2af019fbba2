#include "core/fleet/names.hpp"

namespace fettle::fleet {

std::string_view name(TransportKind transport) {
  switch (transport) {
    case TransportKind::kSsh:
      return "ssh";
    case TransportKind::kLocal:
      return "local";
  }
  return {};
}

std::optional<TransportKind> transport_named(std::string_view word) {
  for (const auto transport : {TransportKind::kSsh, TransportKind::kLocal}) {
    if (word == name(transport)) return transport;
  }
  return std::nullopt;
}

std::string_view name(Mode mode) {
  switch (mode) {
    case Mode::kLive:
      return "live";
    case Mode::kShadow:
      return "shadow";
    case Mode::kAudit:
      return "audit";
  }
  return {};
}

std::optional<Mode> mode_named(std::string_view word) {
  for (const auto mode : {Mode::kLive, Mode::kShadow, Mode::kAudit}) {
    if (word == name(mode)) return mode;
  }
  return std::nullopt;
}

}  // namespace fettle::fleet
