// Any shell text with any value for `{{ x }}`: what stands after the last placeholder must stand
// in the same context whatever the value is, or the value must be refused. Names that nobody
// knows stay byte for byte. The input is the text, a NUL, and the value.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/check.hpp"
#include "core/document/placeholder.hpp"
#include "core/document/shell.hpp"

namespace {

namespace document = fettle::document;
using Context = document::ShellContext;

constexpr std::string_view kEnd = "{{ end_of_text }}";

Context context_at_end(const std::string& script) {
  const document::Placeholder end{"end_of_text", script.size() - kEnd.size(), script.size()};
  const auto slots = document::shell_slots(script, {end});
  FETTLE_CHECK(slots.size() == 1);
  return slots.front().context;
}

/// What takes only values that need no quotes, and so is safe wherever it stands.
bool is_strict(Context context) {
  return context == Context::kSimpleOnly || context == Context::kProgram ||
         context == Context::kNumber || context == Context::kForbidden;
}

/// A value can be the name of a program that reads program text; that only makes it stricter.
bool same_or_stricter(Context before, Context after) {
  return before == after || is_strict(before) || is_strict(after);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const auto split = input.find('\0');
  const auto script = input.substr(0, split);
  const std::string value(split == std::string_view::npos ? "x; reboot" : input.substr(split + 1));

  const auto nobody = [](std::string_view) { return nullptr; };
  FETTLE_CHECK(document::fill_plain(script, nobody) == script);
  FETTLE_CHECK(document::fill_shell(script, nobody) == script);

  const auto filled = document::fill_shell(
      script, [&](std::string_view name) { return name == "x" ? &value : nullptr; });
  const auto simple = document::fill_shell(script, [&](std::string_view name) {
    static const std::string kSimple = "7";
    return name == "x" ? &kSimple : nullptr;
  });
  if (!filled || !simple) return 0;
  const auto tail = "\n" + std::string(kEnd);
  FETTLE_CHECK(same_or_stricter(context_at_end(*simple + tail), context_at_end(*filled + tail)));
  return 0;
}
