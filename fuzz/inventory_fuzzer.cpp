// Any text as an inventory of each format, and as variables of a group beside one: it is read or
// refused with problems that can be shown. Slow inputs are findings, too.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/check.hpp"
#include "base/source_text.hpp"
#include "importers/inventory.hpp"
#include "importers/openssh_config.hpp"
#include "importers/ssh_arguments.hpp"

namespace {

namespace importers = fettle::importers;
using importers::InventoryFile;

void check(const std::vector<InventoryFile>& files) {
  const auto inventory = importers::parse_inventory(files);
  if (!inventory) {
    FETTLE_CHECK(!inventory.error().message.empty());
    for (const auto& problem : inventory.error().diagnostics) {
      const auto [file, before] = importers::locate(files, problem.span.begin.line);
      FETTLE_CHECK(file < files.size() && before < problem.span.begin.line);
    }
    return;
  }
  FETTLE_CHECK(!inventory->servers.empty());
  FETTLE_CHECK(inventory->servers.size() <= importers::kServersMax);
  static_cast<void>(importers::check_usable(*inventory, inventory->servers));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  for (const char* name : {"hosts.ini", "hosts.yml", "hosts.csv", "hosts"})
    check({InventoryFile{.name = name, .text = text}});
  check({InventoryFile{.name = "hosts", .text = "[web]\nw1\n"},
         InventoryFile{.name = "group_vars/web.yml",
                       .text = text,
                       .kind = InventoryFile::Kind::kGroupVariables,
                       .of = "web"}});
  if (const auto inventory = importers::read_openssh_config("config", text)) {
    FETTLE_CHECK(!inventory->servers.empty());
    FETTLE_CHECK(inventory->servers.size() <= importers::kServersMax);
  }
  static_cast<void>(importers::read_ssh_arguments(text));
  static_cast<void>(importers::jump_of_proxy_command(text));
  return 0;
}
