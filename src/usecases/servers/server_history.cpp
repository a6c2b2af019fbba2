#include "usecases/servers/server_history.hpp"

#include <fmt/format.h>

#include "base/enum_name.hpp"
#include "core/review/codec.hpp"
#include "core/review/compare.hpp"
#include "store/server_store.hpp"
#include "usecases/servers/change_word.hpp"

namespace fettle::usecases {
namespace {

constexpr std::size_t kChangesMax = 2'000;
constexpr std::size_t kValueMax = 200;        ///< bytes of a value that are shown
constexpr std::size_t kDiffMax = 16U * 1024;  ///< bytes of a difference that are shown

Result<store::TeamKey> own_server(Context& context, std::string_view server) {
  const store::TeamKey key{context.actor.team, server};
  FETTLE_TRY(row, store::find_server(context.database, key));
  if (row) return key;
  return fail(ErrorCode::kNotFound, "there is no such server");
}

Result<review::Snapshot> read_snapshot(Context& context, store::TeamKey server,
                                       const SnapshotName& name) {
  const auto moment = enum_from_name<engine::Moment>(name.moment);
  if (!moment) {
    return fail(ErrorCode::kMalformed,
                fmt::format("moment: is none of {}", list_enum_names<engine::Moment>()));
  }
  FETTLE_TRY(body, store::find_server_snapshot(context.database, server, {name.session, *moment}));
  if (body) return review::decode(*body);
  return fail(ErrorCode::kNotFound,
              fmt::format("there is no snapshot of this server {} session {}: its plan takes "
                          "none, or it is no longer kept",
                          name.moment, name.session));
}

void add_changes(ComparedSnapshots& compared, std::string_view dimension,
                 const std::vector<review::Change>& changes) {
  compared.total += static_cast<std::int64_t>(changes.size());
  for (const auto& change : changes) {
    if (compared.changes.size() == kChangesMax) return;
    compared.changes.push_back({.dimension = std::string(dimension),
                                .kind = std::string(word_of(change.kind)),
                                .subject = change.subject,
                                .before = change.before.substr(0, kValueMax),
                                .after = change.after.substr(0, kValueMax),
                                .diff = change.diff.substr(0, kDiffMax)});
  }
}

}  // namespace

Result<store::PageRows<store::ServerSessionRow>> list_server_sessions(
    Context& context, std::string_view server, const store::PageQuery& page) {
  FETTLE_TRY(key, own_server(context, server));
  return store::list_server_sessions(context.database, key, page);
}

Result<ComparedSnapshots> compare_snapshots(Context& context, std::string_view server,
                                            const SnapshotPair& pair) {
  FETTLE_TRY(key, own_server(context, server));
  FETTLE_TRY(was, read_snapshot(context, key, pair.from));
  FETTLE_TRY(is, read_snapshot(context, key, pair.to));
  const auto difference = review::compare(was, is);
  ComparedSnapshots compared;
  for (const auto& [dimension, changes] : difference.changes) {
    add_changes(compared, enum_name(dimension), changes);
  }
  for (const auto& [dimension, notes] : difference.notes) {
    for (const auto& note : notes) {
      compared.notes.push_back({std::string(enum_name(dimension)), note.substr(0, kValueMax)});
    }
  }
  return compared;
}

}  // namespace fettle::usecases
