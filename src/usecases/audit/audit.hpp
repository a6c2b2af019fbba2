// The audit log: who changed what, in the transaction of the change. Append-only, each entry's hash
// covers the one before it (store/audit_store.hpp). Never holds a secret's value.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "usecases/context.hpp"

namespace fettle::usecases {

struct AuditEntry {
  std::string_view action;  ///< as is_action_name says
  std::string subject;      ///< id of what was changed
  std::string before = {};  ///< JSON object of the fields that changed; empty: there was nothing
  std::string after = {};   ///< the same; empty: nothing is left
};

constexpr bool is_snake_case(std::string_view word) {
  return !word.empty() && word.front() != '_' && word.back() != '_' && !word.contains("__") &&
         std::ranges::all_of(word, [](char c) { return c == '_' || (c >= 'a' && c <= 'z'); });
}

/// What was changed and what was done to it, each in snake case: `tree.updated`,
/// `target_list.deleted`, `user.signed_in`.
constexpr bool is_action_name(std::string_view action) {
  const auto dot = action.find('.');
  return dot != action.npos && is_snake_case(action.substr(0, dot)) &&
         is_snake_case(action.substr(dot + 1));
}

/// For a name that is handed on before it stands in an entry: a wrong one does not compile.
consteval std::string_view audit_action(std::string_view name) {
  return is_action_name(name) ? name : throw "is no name of an action";
}

/// Inside the transaction of the change.
Result<void> audit(Context& context, const AuditEntry& entry);

/// For a word to a batch: whoever carries the batch out stores it with what follows of the word.
ports::WordAudit audit_of_word(const Context& context, const AuditEntry& entry);

}  // namespace fettle::usecases
