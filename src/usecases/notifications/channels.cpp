#include "usecases/notifications/channels.hpp"

#include <algorithm>
#include <utility>

#include "base/json.hpp"
#include "base/wipe.hpp"
#include "core/fleet/text.hpp"
#include "notify/channel.hpp"
#include "security/encoding.hpp"
#include "security/random_bytes.hpp"
#include "security/secret_box.hpp"
#include "usecases/announce.hpp"
#include "usecases/audit/audit.hpp"
#include "usecases/field_problems.hpp"
#include "usecases/own_user.hpp"
#include "usecases/sealed_places.hpp"
#include "usecases/version.hpp"

namespace fettle::usecases {
namespace {

constexpr std::size_t kSigningKeyBytes = 32;
constexpr std::int64_t kChannelsMax = 50;

Result<Channel> view_of(const store::ChannelRow& row) {
  FETTLE_TRY(events, from_json<std::vector<ports::TeamEvent>>(row.events));
  return Channel{.id = row.id,
                 .kind = row.kind,
                 .name = row.name,
                 .address = row.shown_address,
                 .events = std::move(events),
                 .is_enabled = row.is_enabled,
                 .version = row.version,
                 .created_by = row.created_by,
                 .created_at = row.created_at,
                 .updated_at = row.updated_at};
}

Result<store::ChannelRow> find(Context& context, std::string_view id) {
  FETTLE_TRY(row, store::find_channel(context.database, {context.actor.team, id}));
  if (row) return *std::move(row);
  return fail(ErrorCode::kNotFound, "there is no such channel");
}

Result<void> seal(Context& context, store::ChannelRow& row, ChannelSecrets secrets) {
  auto text = to_canonical_json(secrets);
  auto sealed = context.services.secret_box.seal(text, place_of_channel(row));
  wipe(text);
  wipe(secrets.address);
  wipe(secrets.signing_key);
  FETTLE_TRY(taken, std::move(sealed));
  row.sealed = std::move(taken);
  return {};
}

void set_name(store::ChannelRow& row, const std::string& name, FieldProblems& problems) {
  problems.check_name("name", name);
  row.name = name;
  row.name_key = fleet::to_lower_ascii(name);
}

void check_address(store::ChannelRow& row, const std::string& address, FieldProblems& problems) {
  const auto& kind = notify::row(row.kind);
  if (const auto problem = kind.problem(address); !problem.empty()) {
    problems.add("address", problem);
  } else {
    row.shown_address = kind.shown(address);
  }
}

void set_events(store::ChannelRow& row, std::vector<ports::TeamEvent> events,
                FieldProblems& problems) {
  if (std::ranges::find(events, ports::TeamEvent::kTest) != events.end()) {
    problems.add("events", "can't have `test`: a test goes to every channel that is tried");
  }
  std::ranges::sort(events);
  const auto [first, last] = std::ranges::unique(events);
  events.erase(first, last);
  row.events = to_canonical_json(events);
}

Result<void> record(Context& context, const AuditEntry& entry) {
  FETTLE_TRY_VOID(audit(context, entry));
  return announce(context, "channels", entry.action.substr(entry.action.find('.') + 1),
                  entry.subject);
}

Result<void> name_taken(Result<void> stored, const std::string& name) {
  if (stored || stored.error().code != ErrorCode::kConflict) return stored;
  return fail(ErrorCode::kConflict, "the team has a channel called " + fleet::quote(name) +
                                        " already; choose another name");
}

}  // namespace

Result<CreatedChannel> create_channel(Context& context, const NewChannel& in) {
  store::ChannelRow row{.id = context.new_id(),
                        .team_id = context.actor.team,
                        .kind = in.kind,
                        .is_enabled = in.is_enabled.value_or(true),
                        .created_by = own_user(context),
                        .created_at = context.now,
                        .updated_at = context.now};
  FieldProblems problems;
  set_name(row, in.name, problems);
  check_address(row, in.address, problems);
  set_events(row, in.events, problems);
  FETTLE_TRY_VOID(problems.done());
  CreatedChannel created;
  ChannelSecrets secrets{.address = in.address, .signing_key = {}};
  if (in.kind == ports::ChannelKind::kWebhook) {
    secrets.signing_key = security::to_standard_base64(security::random_bytes(kSigningKeyBytes));
    created.signing_key = "whsec_" + secrets.signing_key;
  }
  FETTLE_TRY_VOID(seal(context, row, std::move(secrets)));
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(count, store::count_channels(context.database, row.team_id));
  if (count >= kChannelsMax) {
    return fail(ErrorCode::kConflict, "a team has at most 50 channels; remove one first");
  }
  FETTLE_TRY_VOID(name_taken(store::add_channel(context.database, row), row.name));
  FETTLE_TRY(view, view_of(row));
  static_cast<Channel&>(created) = view;
  FETTLE_TRY_VOID(record(
      context, {.action = "channel.created", .subject = row.id, .after = to_canonical_json(view)}));
  FETTLE_TRY_VOID(transaction.commit());
  return created;
}

Result<Listed<Channel>> list_channels(Context& context, const ListRequest& request) {
  FETTLE_TRY(page, id_page(request));
  FETTLE_TRY(rows, store::list_channels(context.database, context.actor.team, page));
  FETTLE_TRY(total, store::count_channels(context.database, context.actor.team));
  std::vector<Channel> channels;
  for (const auto& row : rows) {
    FETTLE_TRY(channel, view_of(row));
    channels.push_back(std::move(channel));
  }
  return list_rows(request, std::move(channels), total,
                   [](const Channel& channel) { return channel; });
}

Result<Channel> show_channel(Context& context, std::string_view id) {
  FETTLE_TRY(row, find(context, id));
  return view_of(row);
}

Result<Channel> edit_channel(Context& context, std::string_view id, const ChannelEdit& edit,
                             std::optional<std::int64_t> version) {
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(row, find(context, id));
  FETTLE_TRY(before, view_of(row));
  FETTLE_TRY_VOID(check_version(version, before));
  FieldProblems problems;
  if (edit.name) set_name(row, *edit.name, problems);
  if (edit.address) check_address(row, *edit.address, problems);
  if (edit.events) set_events(row, *edit.events, problems);
  FETTLE_TRY_VOID(problems.done());
  row.is_enabled = edit.is_enabled.value_or(row.is_enabled);
  if (edit.address) {
    FETTLE_TRY(secrets, open_channel(context.services.secret_box, row));
    secrets.address = *edit.address;
    FETTLE_TRY_VOID(seal(context, row, std::move(secrets)));
  }
  ++row.version;
  row.updated_at = context.now;
  const auto saved = store::save_channel(context.database, row);
  if (!saved) FETTLE_TRY_VOID(name_taken(std::unexpected(saved.error()), row.name));
  if (!*saved)
    return fail(ErrorCode::kBusy, "somebody else changes this channel just now: try again");
  FETTLE_TRY(after, view_of(row));
  FETTLE_TRY_VOID(record(context, {.action = "channel.updated",
                                   .subject = row.id,
                                   .before = to_canonical_json(before),
                                   .after = to_canonical_json(after)}));
  FETTLE_TRY_VOID(transaction.commit());
  return after;
}

Result<void> delete_channel(Context& context, std::string_view id) {
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(row, find(context, id));
  FETTLE_TRY(view, view_of(row));
  FETTLE_TRY_VOID(store::remove_channel(context.database, {context.actor.team, id}));
  FETTLE_TRY_VOID(
      record(context,
             {.action = "channel.deleted", .subject = row.id, .before = to_canonical_json(view)}));
  return transaction.commit();
}

Result<ChannelSecrets> open_channel(const security::SecretBox& box, const store::ChannelRow& row) {
  FETTLE_TRY(text, box.open(row.sealed, place_of_channel(row)));
  auto secrets = from_json<ChannelSecrets>(text);
  wipe(text);
  return secrets;
}

}  // namespace fettle::usecases
