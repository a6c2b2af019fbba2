// Which internet addresses a host may be reached by: AddressFamily of ssh_config(5).
#pragma once

namespace fettle::transport {

enum class AddressFamily { kAny, kIpv4, kIpv6 };

}  // namespace fettle::transport
