#include "cli/remote/named_thing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <ranges>

#include "base/id.hpp"
#include "cli/remote/remote.hpp"
#include "cli/view/safe_text.hpp"
#include "core/flow/nearest.hpp"

namespace fettle::cli {
namespace {

constexpr std::size_t kThingsMax = 10'000;
constexpr std::size_t kNamed = 10;

struct ThingPage {
  std::vector<NamedThing> items;
  std::optional<std::string> next_cursor;
};
BOOST_DESCRIBE_STRUCT(ThingPage, (), (items, next_cursor))

/// `kernel-patch-rings-with-reboot` of `Kernel Patch - Rings with Reboot`.
std::string slug_of(std::string_view name) {
  std::string slug;
  for (const char c : lower_case(std::string(name))) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || byte >= 0x80;
    if (is_letter) slug += c;
    if (!is_letter && !slug.empty() && !slug.ends_with('-')) slug += '-';
  }
  while (slug.ends_with('-')) slug.pop_back();
  return slug;
}

std::string list_of(const std::vector<const NamedThing*>& things) {
  std::string text;
  for (const auto* thing : things | std::views::take(kNamed)) {
    text += fmt::format("\n  {}  {}", thing->id, safe_line(thing->name, Charset::kUtf8));
  }
  return text;
}

}  // namespace

Result<NamedThing> choose_thing(const std::vector<NamedThing>& things, std::string_view word,
                                std::string_view what) {
  const auto slug = slug_of(word);
  std::vector<const NamedThing*> whole;
  std::vector<const NamedThing*> begun;
  std::vector<std::string_view> names;
  for (const auto& thing : things) {
    names.push_back(thing.name);
    const auto own = slug_of(thing.name);
    if (own == slug) whole.push_back(&thing);
    if (own.starts_with(slug) || thing.id.starts_with(word)) begun.push_back(&thing);
  }
  const auto& meant = whole.empty() ? begun : whole;
  if (meant.size() == 1) return *meant.front();
  const auto shown = safe_line(word, Charset::kUtf8);
  if (meant.empty() || slug.empty()) {
    return fail(ErrorCode::kNotFound,
                fmt::format("the team has no {} {}; {}", what, shown,
                            flow::did_you_mean(word, names, "the dashboard lists them")));
  }
  return fail(ErrorCode::kInvalid, fmt::format("{} {}s are called {}; name one by its id:{}\n",
                                               meant.size(), what, shown, list_of(meant)));
}

Result<NamedThing> find_thing(const ServiceApi& api, const ThingKind& kind,
                              const std::string& word) {
  if (is_id(word)) return NamedThing{word, word};
  FETTLE_TRY(page, read_pages<ThingPage>(api, std::string(kind.path), kThingsMax));
  return choose_thing(page.items, word, kind.word);
}

}  // namespace fettle::cli
