#include "cli/view/grouped_outputs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace fettle::cli {

AlikeTexts::Added AlikeTexts::add(int member, Text text) {
  const auto order = known_.size();
  const auto [place, is_new] = known_.try_emplace(std::move(text), Members{order, {}});
  place->second.list.push_back(member);
  return is_new ? Added::kNew : Added::kAlike;
}

std::vector<AlikeTexts::Group> AlikeTexts::groups() const {
  std::vector<const std::pair<const Text, Members>*> known;
  known.reserve(known_.size());
  for (const auto& text : known_) known.push_back(&text);
  std::ranges::sort(known, [](const auto* a, const auto* b) {
    const auto size_a = a->second.list.size();
    const auto size_b = b->second.list.size();
    return size_a != size_b ? size_a > size_b : a->second.order < b->second.order;
  });
  std::vector<Group> groups;
  for (const auto* text : known) groups.push_back({text->first.shown, text->second.list});
  return groups;
}

std::string name_some(const std::vector<int>& members, std::span<const std::string> labels,
                      std::size_t shown) {
  const auto label = [&](std::size_t i) -> const std::string& {
    return labels[static_cast<std::size_t>(members[i])];
  };
  if (members.size() == 1) return label(0);
  auto text = fmt::format("{} targets: ", members.size());
  const auto named = std::min(members.size(), shown);
  for (std::size_t i = 0; i < named; ++i) text += fmt::format("{}{}", i == 0 ? "" : ", ", label(i));
  if (named < members.size()) text += fmt::format(" (+{})", members.size() - named);
  return text;
}

}  // namespace fettle::cli
