#include "usecases/secrets/change_master_key.hpp"

#include <optional>
#include <utility>

#include "security/secret_box.hpp"
#include "usecases/sealed_places.hpp"

namespace fettle::usecases {
namespace {

constexpr int kRowsAtOnce = 200;

/// What was done, and what went wrong first.
struct Outcome {
  std::int64_t wrapped = 0;
  std::optional<Error> failure;

  void add(const Result<bool>& kept) {
    if (kept) wrapped += *kept ? 1 : 0;
    if (!kept && !failure) failure = kept.error();
  }
};

Result<bool> wrap(Context& context, store::SecretRow row) {
  const auto& box = context.services.secret_box;
  FETTLE_TRY(sealed, box.rewrap(row.sealed, place_of_secret(row)));
  row.sealed = std::move(sealed);
  row.key_id = box.key_id();
  return store::rewrap_secret(context.database, row);
}

Result<bool> wrap(Context& context, const store::UserRow& row) {
  FETTLE_TRY(sealed,
             context.services.secret_box.rewrap(row.totp_secret, place_of_second_factor(row)));
  return store::reseal_second_factor(context.database, {row.team_id, row.id},
                                     {.from = row.totp_secret, .to = sealed});
}

Result<bool> wrap(Context& context, const store::ChannelRow& row) {
  FETTLE_TRY(sealed, context.services.secret_box.rewrap(row.sealed, place_of_channel(row)));
  return store::reseal_channel(context.database, {row.team_id, row.id},
                               {.from = row.sealed, .to = sealed});
}

Result<bool> wrap(Context& context, const store::AssistantRow& row) {
  FETTLE_TRY(sealed, context.services.secret_box.rewrap(row.sealed_key, place_of_assistant(row)));
  return store::reseal_assistant(context.database, row.team_id,
                                 {.from = row.sealed_key, .to = sealed});
}

Result<bool> wrap(Context& context, const store::TriggerRow& row) {
  FETTLE_TRY(sealed, context.services.secret_box.rewrap(row.sealed, place_of_trigger(row)));
  return store::reseal_trigger(context.database, {row.team_id, row.id},
                               {.from = row.sealed, .to = sealed});
}

const std::string& id_of(const auto& row) { return row.id; }
const std::string& id_of(const store::AssistantRow& row) { return row.team_id; }

/// `list` gives the rows after an id that are to be wrapped.
template <class List>
Result<void> wrap_all(Context& context, Outcome& outcome, List list) {
  store::IdPage page{.after = "", .rows = kRowsAtOnce};
  while (true) {
    FETTLE_TRY(rows, list(page));
    if (rows.empty()) return {};
    for (const auto& row : rows) outcome.add(wrap(context, row));
    page.after = id_of(rows.back());
  }
}

}  // namespace

Result<std::int64_t> change_master_key(Context& context) {
  const auto& box = context.services.secret_box;
  if (!box.has_key()) return 0;
  Outcome outcome;
  FETTLE_TRY_VOID(wrap_all(context, outcome, [&](const store::IdPage& page) {
    return store::list_secrets_of_other_keys(context.database, box.key_id(), page);
  }));
  FETTLE_TRY_VOID(wrap_all(context, outcome, [&](const store::IdPage& page) {
    return store::list_second_factors_without(context.database, box.prefix(), page);
  }));
  FETTLE_TRY_VOID(wrap_all(context, outcome, [&](const store::IdPage& page) {
    return store::list_channels_without(context.database, box.prefix(), page);
  }));
  FETTLE_TRY_VOID(wrap_all(context, outcome, [&](const store::IdPage& page) {
    return store::list_assistants_without(context.database, box.prefix(), page);
  }));
  FETTLE_TRY_VOID(wrap_all(context, outcome, [&](const store::IdPage& page) {
    return store::list_triggers_without(context.database, box.prefix(), page);
  }));
  if (outcome.failure) return std::unexpected(*std::move(outcome.failure));
  return outcome.wrapped;
}

}  // namespace fettle::usecases
