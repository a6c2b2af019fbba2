#include "usecases/secrets/secret_mask.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "base/enum_name.hpp"
#include "base/wipe.hpp"
#include "core/engine/word.hpp"
#include "runner/redactor.hpp"
#include "runner/secret_forms.hpp"
#include "store/secret_store.hpp"
#include "usecases/sealed_places.hpp"
#include "usecases/secrets/secrets.hpp"

namespace fettle::usecases {
namespace {

constexpr int kRowsAtOnce = 500;

Result<std::vector<std::string>> values_of_team(Context& context) {
  std::vector<std::string> values;
  store::IdPage page{.after = {}, .rows = kRowsAtOnce};
  while (true) {
    FETTLE_TRY(rows, store::list_secrets(context.database, context.actor.team, page));
    for (const auto& row : rows) {
      if (row.kind == enum_name(SecretKind::kSshKey)) continue;
      // Without its master key a value is nobody's to compare, and no reason to refuse a word.
      auto value = context.services.secret_box.open(row.sealed, place_of_secret(row));
      if (value) values.push_back(*std::move(value));
    }
    if (std::ssize(rows) < kRowsAtOnce) return values;
    page.after = rows.back().id;
  }
}

void hide(const std::shared_ptr<const runner::SecretPatterns>& patterns, std::string& text) {
  runner::Redactor redactor(patterns);
  auto passed = redactor.pass(text).text;
  text = std::move(passed) + redactor.finish().text;
}

}  // namespace

Result<void> hide_secrets_in(Context& context, const Texts& texts, std::vector<std::string> more) {
  std::size_t longest = 0;
  for (const auto* text : texts) longest = std::max(longest, text->size());
  if (longest < runner::kShortestSecret) return {};
  FETTLE_TRY(values, values_of_team(context));
  std::ranges::move(more, std::back_inserter(values));
  const auto patterns = std::make_shared<const runner::SecretPatterns>(values, longest);
  for (auto& value : values) wipe(value);
  if (patterns->empty()) return {};
  for (auto* text : texts) hide(patterns, *text);
  return {};
}

Result<void> hide_secrets_of_word(Context& context, engine::SessionInput& word) {
  return hide_secrets_in(context, engine::texts_of(word));
}

Result<void> hide_secrets_of_word(Context& context, engine::BatchInput& word) {
  return hide_secrets_in(context, engine::texts_of(word));
}

}  // namespace fettle::usecases
