#include "transport/ansible/module_result.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/json_problems.hpp"

namespace fettle::transport {
namespace {

constexpr std::size_t kMessageMax = 1000;

using Object = boost::json::object;

std::string_view text_of(const Object& result, std::string_view name) {
  const auto* found = result.if_contains(name);
  const auto* text = found == nullptr ? nullptr : found->if_string();
  return text == nullptr ? std::string_view() : std::string_view(text->data(), text->size());
}

bool is_true(const Object& result, std::string_view name) {
  const auto* found = result.if_contains(name);
  return found != nullptr && found->is_bool() && found->get_bool();
}

std::string one_line(std::string_view text) {
  const auto first = text.find_first_not_of(" \r\n");
  if (first == std::string_view::npos) return {};
  text = text.substr(first, text.find_last_not_of(" \r\n") + 1 - first);
  std::string line(text.substr(0, kMessageMax));
  std::ranges::replace_if(line, [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return line;
}

ModuleResult::Kind kind_of_failure(const Object& result, int exit_status) {
  using enum ModuleResult::Kind;
  const auto message = text_of(result, "msg");
  // The words of Ansible's own plugins for becoming; the target says none of them.
  if (message == "Incorrect sudo password" || message == "Missing sudo password") return kNotBecome;
  // A shell's word for a program that isn't there; a module says no such thing.
  const bool is_missing = exit_status == 126 || exit_status == 127;
  if (is_missing && result.contains("module_stderr")) return kNoPython;
  return kFailed;
}

}  // namespace

ModuleResult read_module_result(std::string_view json) {
  ModuleResult result;
  const auto parsed = parse_json(json);
  const auto* object = parsed ? parsed->if_object() : nullptr;
  if (object == nullptr) {
    result.message = parsed ? "Ansible's answer is no object" : parsed.error().message;
    return result;
  }
  const auto* status = object->if_contains("rc");
  if (status != nullptr && status->is_int64())
    result.exit_status = static_cast<int>(std::clamp<std::int64_t>(status->get_int64(), 0, 255));
  result.message = one_line(text_of(*object, "msg"));
  if (is_true(*object, "unreachable")) {
    result.kind = ModuleResult::Kind::kUnreachable;
    return result;
  }
  // `command` measures how long what it ran has taken; `raw` has no module beside it.
  const bool has_run = status != nullptr && object->contains("stdout") &&
                       !object->contains("module_stdout") && !object->contains("exception");
  if (!has_run) {
    result.kind = kind_of_failure(*object, result.exit_status);
    const auto words = one_line(text_of(*object, "module_stderr"));
    if (!words.empty()) result.message += ": " + words;
    return result;
  }
  result.kind = ModuleResult::Kind::kExited;
  result.out = text_of(*object, "stdout");
  result.err = text_of(*object, "stderr");
  return result;
}

std::string bytes_of_hex(std::string_view hex) {
  const auto digit = [](char c) {
    if (c >= '0' && c <= '9') return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
  };
  std::string bytes;
  bytes.reserve(hex.size() / 2);
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    const int high = digit(hex[i]);
    const int low = digit(hex[i + 1]);
    if (high < 0 || low < 0) break;
    bytes += static_cast<char>(high * 16 + low);
  }
  return bytes;
}

}  // namespace fettle::transport
