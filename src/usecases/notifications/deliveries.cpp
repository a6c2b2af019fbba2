#include "usecases/notifications/deliveries.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <utility>
#include <variant>

#include "base/wipe.hpp"
#include "notify/channel.hpp"
#include "security/encoding.hpp"
#include "usecases/announce.hpp"
#include "usecases/audit/audit.hpp"
#include "usecases/notifications/channels.hpp"

namespace fettle::usecases {
namespace {

/// Longer than any request may take.
constexpr std::chrono::seconds kClaimed{120};
constexpr std::array<std::chrono::seconds, 3> kRetries{
    std::chrono::seconds(30), std::chrono::minutes(2), std::chrono::minutes(10)};

/// What became of an attempt.
struct Outcome {
  enum class Fate { kDelivered, kAgain, kOver };
  Fate fate = Fate::kAgain;
  std::string words;
  bool is_silent = false;  ///< whoever is asked next would wait too
};
using Fate = Outcome::Fate;

Outcome answered(const ports::HttpAnswer& answer) {
  const bool is_taken = answer.status >= 200 && answer.status < 300;
  return {.fate = is_taken ? Fate::kDelivered : Fate::kAgain,
          .words = fmt::format("the service answered {}", answer.status)};
}

/// Nothing tells a mail server that it has a text already, so that what may have arrived is not
/// sent twice by itself.
Outcome answered(const ports::MailAnswer& answer) {
  switch (answer.fate) {
    case ports::MailAnswer::Fate::kTaken:
      return {.fate = Fate::kDelivered, .words = "the mail server took it"};
    case ports::MailAnswer::Fate::kRefused:
      return {.fate = Fate::kOver,
              .words = fmt::format("the mail server refuses it: {}", answer.words)};
    case ports::MailAnswer::Fate::kUnknown:
      break;
  }
  return {.fate = Fate::kOver,
          .words =
              "the mail server has the text and did not say what became of it: it may have "
              "arrived; send it again if it has not"};
}

Outcome not_sent(const Error& error) {
  return {.words = error.message, .is_silent = error.code == ErrorCode::kUnreachable};
}

struct Sending {
  Context& context;
  const ports::HttpWatch& watch;

  Result<Outcome> operator()(const ports::HttpPost& post) const {
    FETTLE_TRY(answer, context.services.outgoing->post(post, watch));
    return answered(answer);
  }
  Result<Outcome> operator()(const ports::Mail& mail) const {
    FETTLE_TRY(answer, context.services.outgoing->mail(mail, watch));
    return answered(answer);
  }
};

Result<Outcome> try_to_send(Context& context, const store::ClaimedDelivery& delivery,
                            const ports::HttpWatch& watch) {
  FETTLE_TRY(channel, store::find_channel(context.database,
                                          {delivery.team_id, delivery.channel_id.value_or("")}));
  if (!channel) return fail(ErrorCode::kNotFound, "the channel is gone");
  if (!context.services.outgoing) return fail(ErrorCode::kConflict, "this service sends nothing");
  FETTLE_TRY(secrets, open_channel(context.services.secret_box, *channel));
  const notify::Message message{.id = delivery.id,
                                .event = delivery.event,
                                .severity = delivery.severity,
                                .text = delivery.text,
                                .url = context.services.public_url + delivery.link,
                                .at = delivery.created_at};
  notify::Recipient to{.address = std::move(secrets.address),
                       .signing_key = security::from_base64(secrets.signing_key).value_or(""),
                       .now = context.now};
  const auto request = notify::row(channel->kind).request(message, to);
  wipe(secrets.signing_key);
  wipe(to.signing_key);
  return std::visit(Sending{context, watch}, request);
}

/// What the service said; else why it was not sent.
Outcome send(Context& context, const store::ClaimedDelivery& delivery,
             const ports::HttpWatch& watch) {
  auto outcome = try_to_send(context, delivery, watch);
  return outcome ? *std::move(outcome) : not_sent(outcome.error());
}

/// `last` is the attempt after which there is none.
Result<void> store_end(Context& context, const store::ClaimedDelivery& delivery,
                       const Outcome& outcome, int last) {
  FETTLE_TRY(now, store::database_now(context.database));
  store::DeliveryEnd end{.id = delivery.id,
                         .attempts = delivery.attempts,
                         .status = outcome.fate == Fate::kDelivered ? "delivered" : "failed",
                         .result = outcome.words,
                         .next_at = now,
                         .ended_at = now};
  if (outcome.fate == Fate::kAgain && delivery.attempts < last && delivery.channel_id) {
    end.status = "pending";
    end.next_at = now + kRetries[static_cast<std::size_t>(delivery.attempts) - 1];
    end.ended_at.reset();
  }
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(is_ours, store::end_delivery(context.database, end));
  if (!is_ours) return {};
  if (outcome.is_silent && delivery.channel_id) {
    FETTLE_TRY_VOID(
        store::postpone_channel(context.database, *delivery.channel_id, now + kRetries.front()));
  }
  context.actor.team = delivery.team_id;
  FETTLE_TRY_VOID(announce(context, "deliveries", "updated", delivery.id));
  return transaction.commit();
}

Result<store::DeliveryRow> find(Context& context, std::string_view id) {
  FETTLE_TRY(row, store::find_delivery(context.database, {context.actor.team, id}));
  if (row) return *std::move(row);
  return fail(ErrorCode::kNotFound, "there is no such delivery");
}

}  // namespace

Result<store::PageRows<store::DeliveryRow>> list_deliveries(Context& context,
                                                            const DeliveryQuery& query) {
  return store::list_deliveries(
      context.database,
      {.team = context.actor.team, .channel = query.channel, .status = query.status}, query.page);
}

Result<store::DeliveryRow> retry_delivery(Context& context, std::string_view id) {
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(before, find(context, id));
  FETTLE_TRY(is_due,
             store::retry_delivery(context.database, {context.actor.team, id}, context.now));
  if (!is_due) {
    return fail(ErrorCode::kConflict,
                "only a delivery that has failed or waits can be sent again, to a channel that is "
                "there");
  }
  FETTLE_TRY_VOID(audit(context, {.action = "delivery.retried", .subject = before.id}));
  FETTLE_TRY_VOID(announce(context, "deliveries", "updated", id));
  FETTLE_TRY(after, find(context, id));
  FETTLE_TRY_VOID(transaction.commit());
  return after;
}

Result<store::DeliveryRow> test_channel(Context& context, std::string_view channel) {
  FETTLE_TRY(now, store::database_now(context.database));
  store::ClaimedDelivery delivery{.id = context.new_id(),
                                  .team_id = context.actor.team,
                                  .channel_id = std::string(channel),
                                  .event = ports::TeamEvent::kTest,
                                  .text = "A test message: this channel works.",
                                  .link = "/account",
                                  .attempts = 1,
                                  .created_at = context.now};
  {
    FETTLE_TRY(transaction, store::Transaction::begin(context.database));
    FETTLE_TRY(found, store::find_channel(context.database, {context.actor.team, channel}));
    if (!found) return fail(ErrorCode::kNotFound, "there is no such channel");
    FETTLE_TRY_VOID(store::add_claimed_delivery(context.database, {context.actor.team, channel},
                                                {.id = delivery.id,
                                                 .text = delivery.text,
                                                 .link = delivery.link,
                                                 .at = context.now,
                                                 .until = now + kClaimed}));
    FETTLE_TRY_VOID(audit(context, {.action = "channel.tested", .subject = found->id}));
    FETTLE_TRY_VOID(transaction.commit());
  }
  FETTLE_TRY_VOID(store_end(context, delivery, send(context, delivery, {}), 1));
  return find(context, delivery.id);
}

Result<bool> deliver_next(Context& context, const ports::HttpWatch& watch) {
  std::optional<store::ClaimedDelivery> delivery;
  {
    FETTLE_TRY(now, store::database_now(context.database));
    FETTLE_TRY(transaction, store::Transaction::begin(context.database));
    FETTLE_TRY(claimed, store::claim_delivery(context.database, now, now + kClaimed));
    if (!claimed) return false;
    FETTLE_TRY_VOID(transaction.commit());
    delivery = std::move(claimed);
  }
  FETTLE_TRY_VOID(store_end(context, *delivery, send(context, *delivery, watch),
                            static_cast<int>(kRetries.size()) + 1));
  return true;
}

}  // namespace fettle::usecases
