// Documents that nobody writes and somebody will send: as large as the limits let them be, each
// made to cost as much as it can. The set of hostile_bench.cpp.
#pragma once

#include <string>
#include <vector>

namespace fettle::bench {

struct Hostile {
  std::string name;
  std::string text;
};

/// Plans of 1 MiB whose markdown is the attack.
std::vector<Hostile> hostile_markdown();
/// Plans of 1 MiB whose YAML is.
std::vector<Hostile> hostile_yaml();
/// Plans of 1 MiB whose shell text is: the last of its YAML, behind all limits but that of size.
std::vector<Hostile> hostile_shell();
/// Recipes of 1 MiB: the same shell text, and parameters.
std::vector<Hostile> hostile_recipes();
/// Inventories of 8 MiB; the name ends as its format does.
std::vector<Hostile> hostile_inventories();
std::vector<Hostile> hostile_ssh_configs();

}  // namespace fettle::bench
