#include "store/admission.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>

#include "store/budget_store.hpp"
#include "store/start_check.hpp"
#include "store/wait_store.hpp"

namespace fettle::store {
namespace {

using engine::WaitKind;
using engine::WaitReason;

constexpr std::chrono::minutes kClaimLength{10};

struct Holder {
  std::string batch_id;
  std::string name;
  std::int64_t lease_until = 0;
  std::string holder;
};
BOOST_DESCRIBE_STRUCT(Holder, (), (batch_id, name, lease_until, holder))

Result<std::optional<Holder>> find_holder(Connection& connection, std::string_view host) {
  return connection.find<Holder>(
      "select coalesce(b.id, '') as batch_id, coalesce(b.name, '') as name, "
      "coalesce(b.lease_until, 0) as lease_until, h.holder as holder from host_locks h left join "
      "batches b on b.id = h.batch_id where h.host = ?",
      host);
}

/// Whom a session waits for. A holder without a living process is named with the way to end it:
/// what it began on the host may still run there, so its lock stands until somebody looks.
std::string describe(const Holder& holder, std::string_view host, Instant now) {
  if (holder.batch_id.empty()) return fmt::format("{} works on {}", holder.holder, host);
  if (holder.lease_until > now.ms) {
    return fmt::format("batch {} (\"{}\") works on {}", holder.batch_id, holder.name, host);
  }
  return fmt::format(
      "batch {} (\"{}\") was left while it worked on {}; `fettle resume {}` goes on with it, "
      "`fettle resume {} --cancel` ends it",
      holder.batch_id, holder.name, host, holder.batch_id, holder.batch_id);
}

/// Whether the host is the batch's, or without one the holder's, from now on.
Result<bool> take_host(Connection& connection, std::string_view host,
                       std::optional<std::string> batch, std::string_view holder, Instant now) {
  const auto until = batch ? std::nullopt : std::optional((now + kClaimLength).ms);
  FETTLE_TRY(taken, connection.run(
                        "insert into host_locks (host, batch_id, holder, since, until) values (?, "
                        "?, ?, ?, ?) on conflict (host) do update set batch_id = "
                        "excluded.batch_id, holder = excluded.holder, until = excluded.until where "
                        "host_locks.batch_id = excluded.batch_id or host_locks.until <= ?",
                        host, batch, holder, now.ms, until, now.ms));
  return taken > 0;
}

Result<std::optional<WaitReason>> ask_host(Connection& connection, const std::string& batch,
                                           const ports::AdmissionRequest& asked, Instant now) {
  if (asked.host.empty()) return std::nullopt;
  FETTLE_TRY(taken, take_host(connection, asked.host, batch, {}, now));
  if (taken) {
    FETTLE_TRY_VOID(connection.run(
        "insert into host_sessions (session_id, host) values (?, ?) on conflict (session_id) do "
        "nothing",
        asked.session, asked.host));
    return std::nullopt;
  }
  FETTLE_TRY(holder, find_holder(connection, asked.host));
  if (!holder) return std::nullopt;
  return WaitReason{WaitKind::kHostLock, describe(*holder, asked.host, now)};
}

/// The same without taking it: for whom the session would have to wait besides.
Result<std::optional<WaitReason>> look_at_host(Connection& connection, const std::string& batch,
                                               const ports::AdmissionRequest& asked, Instant now) {
  if (asked.host.empty()) return std::nullopt;
  FETTLE_TRY(holder, find_holder(connection, asked.host));
  if (!holder || holder->batch_id == batch) return std::nullopt;
  return WaitReason{WaitKind::kHostLock, describe(*holder, asked.host, now)};
}

/// Rules of the clock first: while they say no, hosts and budgets are not asked, and what they
/// would say is not told, since it would be old by the time that it matters.
Result<ports::Admission> answer(Connection& connection, StartCheck& check,
                                const ports::Commit& commit, const ports::AdmissionRequest& asked,
                                Instant now) {
  ports::Admission answer{.session = asked.session};
  FETTLE_TRY_VOID(check.ask_rules(asked, answer));
  if (!asked.has_target) {
    answer.reasons.push_back({WaitKind::kTargets, "targets needed: name the targets of this run"});
    answer.again_at.reset();
  }
  // A session that waits for something else takes no host meanwhile.
  if (!answer.reasons.empty()) return answer;
  FETTLE_TRY_VOID(check.ask_budgets(asked, answer));
  FETTLE_TRY(reason, answer.reasons.empty() ? ask_host(connection, commit.batch, asked, now)
                                            : look_at_host(connection, commit.batch, asked, now));
  if (reason) answer.reasons.push_back(*std::move(reason));
  if (answer.reasons.empty()) FETTLE_TRY_VOID(check.admitted(asked));
  return answer;
}

}  // namespace

Result<std::vector<ports::Admission>> admit(Connection& connection, const ports::Commit& commit,
                                            Instant now) {
  std::vector<ports::Admission> answers;
  if (commit.asked.empty()) return answers;
  FETTLE_TRY(check, StartCheck::read(connection, commit.batch, now));
  FETTLE_TRY(some_wait, has_waits(connection));
  answers.reserve(commit.asked.size());
  for (const auto& asked : commit.asked) {
    FETTLE_TRY(given, answer(connection, check, commit, asked, now));
    if (some_wait || !given.reasons.empty()) {
      FETTLE_TRY_VOID(store_waits(connection, commit.batch, given, now));
    }
    answers.push_back(std::move(given));
  }
  return answers;
}

Result<void> claim_hosts(Connection& connection, std::span<const std::string> hosts,
                         std::string_view holder) {
  FETTLE_TRY(transaction, Transaction::begin(connection));
  FETTLE_TRY(now, database_now(connection));
  for (const auto& host : hosts) {
    FETTLE_TRY(taken, take_host(connection, host, std::nullopt, holder, now));
    if (taken) continue;
    FETTLE_TRY(other, find_holder(connection, host));
    const bool is_left = other && !other->batch_id.empty() && other->lease_until <= now.ms;
    if (!other || is_left || other->holder == holder) continue;
    return fail(ErrorCode::kBusy,
                fmt::format("{}; wait for that, or stop it first; nothing was done",
                            describe(*other, host, now)));
  }
  return transaction.commit();
}

Result<void> release_hosts(Connection& connection, std::string_view holder) {
  FETTLE_TRY_VOID(
      connection.run("delete from host_locks where batch_id is null and holder = ?", holder));
  return {};
}

Result<void> leave_host(Connection& connection, std::string_view session, const Leaving& leaving) {
  FETTLE_TRY(host, connection.find<std::string>(
                       "delete from host_sessions where session_id = ? returning host", session));
  if (leaving.host == HostThen::kBack) {
    FETTLE_TRY_VOID(take_host_back(connection, host.value_or(""), session));
  }
  if (!host) return {};
  if (leaving.host == HostThen::kOut) {
    FETTLE_TRY_VOID(keep_host_out(connection, *host, session, leaving.at));
  }
  FETTLE_TRY_VOID(
      connection.run("delete from host_locks where host = ? and batch_id is not null and not "
                     "exists (select 1 from "
                     "host_sessions where host = ?)",
                     *host, *host));
  return {};
}

}  // namespace fettle::store
