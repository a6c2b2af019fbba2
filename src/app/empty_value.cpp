#include "app/empty_value.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <string_view>

namespace fettle::app {

std::string option_without_value(const CLI::App& app, std::span<char* const> arguments) {
  for (const std::string_view word : arguments) {
    if (word == "--") break;
    const bool empty = word.starts_with("--") && word.find('=') + 1 == word.size();
    if (empty) return std::string(word.substr(0, word.size() - 1));
  }
  const auto has_empty = [](const CLI::Option* option) {
    const bool takes_value = option->get_positional() || option->get_items_expected_max() > 0;
    return takes_value && std::ranges::count(option->results(), "") > 0;
  };
  for (const auto* command = &app;; command = command->get_subcommands().front()) {
    for (const auto* option : command->get_options()) {
      if (has_empty(option)) return option->get_name();
    }
    if (command->get_subcommands().empty()) return {};
  }
}

}  // namespace fettle::app
