// Any text as a known_hosts file, and names looked up in it: no crash, every key that is found
// stands in the line that it names, and a line that is added at the end is found, whatever stands
// before it.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/check.hpp"
#include "transport/ssh/host_trust.hpp"

namespace {

namespace transport = fettle::transport;

constexpr std::string_view kOwn =
    "\nours.test ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDNsdyF8wJWcT+tYG5VhJMeq1D3cjRjRMsZ5E9IcQyu+";

std::string line_of(std::string_view text, std::uint32_t number) {
  for (; number > 1; --number) text.remove_prefix(text.find('\n') + 1);
  return std::string(text.substr(0, text.find('\n')));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string text(reinterpret_cast<const char*>(data), size);
  text += kOwn;
  const transport::KnownHostsFile file("file", text);
  for (const std::string_view typed : {"a.test", "192.168.1.61", "OURS.test", ""}) {
    const auto names = transport::names_of(typed, 2222, {});
    const transport::HostKeys host{.names = names,
                                   .files = {"file"},
                                   .keys = file.find(names.name),
                                   .port_less = file.find(names.without_port),
                                   .problems = {}};
    for (const auto* keys : {&host.keys, &host.port_less})
      for (const auto& key : *keys) {
        FETTLE_CHECK(line_of(text, key.line).find(key.key) != std::string::npos);
        FETTLE_CHECK(judge(host, key.key) != transport::HostVerdict::kKnown ||
                     !needs_host_certificate(host));
      }
    host_key_algorithms(host);
  }
  bool found = false;
  for (const auto& key : file.find("ours.test"))
    found = found || (!key.is_pattern && key.mark == transport::KeyMark::kNone);
  FETTLE_CHECK(found);
  return 0;
}
