// What people write may hold a secret's value, as a command's output may: comments, reasons, notes,
// what they saw. Every such text goes through here before it is stored, told or audited, and each
// value of the team's secrets in it is replaced. Not known are secrets that are gone, that no
// master key here opens, and private keys: nobody types those.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/engine/batch.hpp"
#include "core/engine/session.hpp"
#include "usecases/context.hpp"

namespace fettle::usecases {

using Texts = std::vector<std::string*>;

/// `more` are values that are not stored yet.
Result<void> hide_secrets_in(Context& context, const Texts& texts,
                             std::vector<std::string> more = {});

/// In each text, optional ones among them.
template <class... Text>
Result<void> hide_secrets(Context& context, Text&... texts) {
  Texts all;
  const auto add = [&](auto& text) {
    if constexpr (requires { text.has_value(); }) {
      if (text) all.push_back(&*text);
    } else {
      all.push_back(&text);
    }
  };
  (add(texts), ...);
  return hide_secrets_in(context, all);
}

/// In whatever a person's word holds of text.
Result<void> hide_secrets_of_word(Context& context, engine::SessionInput& word);
Result<void> hide_secrets_of_word(Context& context, engine::BatchInput& word);

}  // namespace fettle::usecases
