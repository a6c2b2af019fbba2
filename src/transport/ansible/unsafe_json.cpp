#include "transport/ansible/unsafe_json.hpp"

#include <fmt/format.h>

#include "base/json.hpp"

namespace fettle::transport {

std::string unsafe_json(std::string_view text) {
  return fmt::format("{{\"__ansible_unsafe\":{}}}", to_json(std::string(text)));
}

std::string unsafe_script_json(std::string_view text) {
  return unsafe_json(fmt::format(" {}", text));
}

std::string json_object(const std::map<std::string, std::string>& members) {
  std::string text;
  for (const auto& [name, value] : members)
    text += fmt::format("{}{}:{}", text.empty() ? "" : ",", to_json(name), value);
  return "{" + text + "}";
}

}  // namespace fettle::transport
