#include "core/review/with_texts.hpp"

namespace fettle::review {
namespace {

bool is_number(std::string_view text) {
  return text.find_first_not_of("0123456789.-") == std::string_view::npos;
}

}  // namespace

Snapshot with_texts(const Snapshot& snapshot,
                    const std::function<std::string(std::string_view)>& rewrite) {
  Snapshot rewritten;
  for (const auto& [dimension, was] : snapshot.sections) {
    auto& section = rewritten.sections[dimension];
    section.complete = was.complete;
    for (const auto& note : was.notes) section.notes.push_back(rewrite(note));
    for (const auto& [name, values] : was.facts) {
      auto& texts = section.facts[rewrite(name)];
      for (const auto& value : values) texts.push_back(is_number(value) ? value : rewrite(value));
    }
  }
  return rewritten;
}

}  // namespace fettle::review
