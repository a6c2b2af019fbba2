#include "usecases/assistant/assistant.hpp"

#include <utility>

#include "base/enum_name.hpp"
#include "base/json.hpp"
#include "base/wipe.hpp"
#include "notify/channel.hpp"
#include "store/assistant_store.hpp"
#include "usecases/announce.hpp"
#include "usecases/assistant/assistant_turn.hpp"
#include "usecases/audit/audit.hpp"
#include "usecases/field_problems.hpp"
#include "usecases/own_user.hpp"
#include "usecases/sealed_places.hpp"
#include "usecases/version.hpp"

namespace fettle::usecases {
namespace {

constexpr std::size_t kKeyBytesMax = 4096;

AssistantView view_of(const std::optional<store::AssistantRow>& row) {
  if (!row) return {};
  return {.is_configured = true,
          .provider = enum_from_name<assistant::ProviderKind>(row->provider),
          .base_url = row->base_url,
          .model = row->model,
          .has_key = !row->sealed_key.empty(),
          .version = row->version,
          .updated_by = row->updated_by,
          .updated_at = row->updated_at};
}

Result<void> check(const PutAssistant& in, const std::optional<store::AssistantRow>& old) {
  FieldProblems problems;
  if (const auto problem = notify::url_problem(in.base_url, notify::Scheme::kAny);
      !problem.empty()) {
    problems.add("base_url", problem);
  }
  problems.check_name("model", in.model);
  const bool keeps_key = !in.key && old && !old->sealed_key.empty();
  if (keeps_key && old->base_url != in.base_url) {
    problems.add("key", "must be entered again for another address");
  }
  if (in.key && in.key->size() > kKeyBytesMax) problems.add("key", "is longer than 4096 bytes");
  if (in.key && in.key->find_first_of("\r\n") != std::string::npos) {
    problems.add("key", "must be one line");
  }
  return problems.done();
}

Result<store::AssistantRow> next_row(Context& context, const PutAssistant& in,
                                     std::optional<store::AssistantRow> old) {
  auto row =
      old ? *std::move(old) : store::AssistantRow{.team_id = context.actor.team, .version = 0};
  row.provider = enum_name(in.provider);
  row.base_url = in.base_url;
  row.model = in.model;
  ++row.version;
  row.updated_by = own_user(context);
  row.updated_at = context.now;
  if (!in.key) return row;
  row.sealed_key.clear();
  if (in.key->empty()) return row;
  FETTLE_TRY(sealed, context.services.secret_box.seal(*in.key, place_of_assistant(row)));
  row.sealed_key = std::move(sealed);
  return row;
}

}  // namespace

Result<AssistantView> show_assistant(Context& context) {
  FETTLE_TRY(row, store::find_assistant(context.database, context.actor.team));
  return view_of(row);
}

Result<AssistantView> put_assistant(Context& context, const PutAssistant& in,
                                    std::optional<std::int64_t> version) {
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(old, store::find_assistant(context.database, context.actor.team));
  const auto before = view_of(old);
  FETTLE_TRY_VOID(check_version(version, before));
  FETTLE_TRY_VOID(check(in, old));
  FETTLE_TRY(row, next_row(context, in, std::move(old)));
  FETTLE_TRY_VOID(store::save_assistant(context.database, row));
  const auto after = view_of(row);
  FETTLE_TRY_VOID(audit(context, {.action = "assistant.configured",
                                  .subject = context.actor.team,
                                  .before = to_canonical_json(before),
                                  .after = to_canonical_json(after)}));
  FETTLE_TRY_VOID(announce(context, "assistant", "updated", context.actor.team));
  FETTLE_TRY_VOID(transaction.commit());
  return after;
}

Result<void> delete_assistant(Context& context) {
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(row, store::find_assistant(context.database, context.actor.team));
  if (!row) return fail(ErrorCode::kNotFound, "no assistant is configured");
  FETTLE_TRY_VOID(store::remove_assistant(context.database, context.actor.team));
  FETTLE_TRY_VOID(audit(context, {.action = "assistant.removed",
                                  .subject = context.actor.team,
                                  .before = to_canonical_json(view_of(row))}));
  FETTLE_TRY_VOID(announce(context, "assistant", "deleted", context.actor.team));
  return transaction.commit();
}

Result<AssistantTested> test_assistant(Context& context) {
  FETTLE_TRY(row, store::find_assistant(context.database, context.actor.team));
  if (!row) return fail(ErrorCode::kNotFound, "no assistant is configured");
  FETTLE_TRY(provider, open_assistant(context));
  const assistant::Chat chat{.system = "You check a connection.",
                             .messages = {{assistant::Speaker::kUser, "Answer with: ok"}},
                             .answer_tokens_max = 16};
  auto post = assistant::request_of(provider, chat);
  wipe(provider.key);
  post.time = std::chrono::seconds(20);
  const auto answer = ask_model(*context.services.outgoing, provider.kind, post, {});
  return AssistantTested{.works = answer.has_value(),
                         .message = answer ? std::string() : answer.error().message};
}

Result<assistant::Provider> open_assistant(Context& context) {
  FETTLE_TRY(row, store::find_assistant(context.database, context.actor.team));
  if (!row || !context.services.outgoing) {
    return fail(ErrorCode::kConflict,
                "no assistant is configured: an owner of the team names a provider, a model and a "
                "key (PUT /assistant)");
  }
  const auto kind = enum_from_name<assistant::ProviderKind>(row->provider);
  if (!kind) return fail(ErrorCode::kIo, "the assistant in the database has no known provider");
  assistant::Provider provider{.kind = *kind, .base_url = row->base_url, .model = row->model};
  if (row->sealed_key.empty()) return provider;
  FETTLE_TRY(key, context.services.secret_box.open(row->sealed_key, place_of_assistant(*row)));
  provider.key = std::move(key);
  return provider;
}

}  // namespace fettle::usecases
