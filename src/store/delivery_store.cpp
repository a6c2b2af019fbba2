#include "store/delivery_store.hpp"

#include <array>
#include <utility>

#include "store/database/page_sql.hpp"

namespace fettle::store {
namespace {

constexpr std::array kSorts{
    SortColumn{"created_at", "created_at", SortColumn::Kind::kNumber},
};

}  // namespace

Result<std::optional<ClaimedDelivery>> claim_delivery(Connection& connection, Instant now,
                                                      Instant until) {
  // The outer conditions are asked again of a row that another process has just claimed.
  return connection.find<ClaimedDelivery>(
      "update deliveries set attempts = attempts + 1, claimed_until = ? where id = (select id from "
      "deliveries where status = 'pending' and next_at <= ? and claimed_until <= ? order by "
      "next_at, id limit 1) and status = 'pending' and claimed_until <= ? returning id, team_id, "
      "channel_id, event, severity, text, link, attempts, created_at",
      until, now, now, now);
}

Result<bool> end_delivery(Connection& connection, const DeliveryEnd& end) {
  FETTLE_TRY(changed, connection.run(
                          "update deliveries set status = ?, result = ?, next_at = ?, ended_at = "
                          "?, claimed_until = 0 where id = ? and attempts = ? and status = "
                          "'pending'",
                          end.status, end.result, end.next_at, end.ended_at, end.id, end.attempts));
  return changed == 1;
}

Result<void> postpone_channel(Connection& connection, std::string_view channel, Instant until) {
  FETTLE_TRY_VOID(
      connection.run("update deliveries set next_at = ? where channel_id = ? and status = "
                     "'pending' and next_at < ?",
                     until, channel, until));
  return {};
}

Result<PageRows<DeliveryRow>> list_deliveries(Connection& connection, const DeliveryFilter& filter,
                                              const PageQuery& page) {
  constexpr std::string_view kList =
      "select id, channel_id, channel_name, event, severity, text, link, status, attempts, result, "
      "case when status = 'pending' then next_at end as next_at, created_at, ended_at from "
      "deliveries where team_id = ? and (? = '' or channel_id = ?) and (? = '' or status = ?)";
  FETTLE_TRY(sql, page_sql(connection, page, kSorts));
  FETTLE_TRY(rows, connection.all<DeliveryRow>(std::string(kList) + sql.clause, filter.team,
                                               filter.channel, filter.channel, filter.status,
                                               filter.status, sql.id, sql.value, sql.id, sql.rows));
  FETTLE_TRY(total, connection.one<std::int64_t>(
                        "select count(*) from deliveries where team_id = ? and (? = '' or "
                        "channel_id = ?) and (? = '' or status = ?)",
                        filter.team, filter.channel, filter.channel, filter.status, filter.status));
  return PageRows<DeliveryRow>{.rows = std::move(rows), .total = total};
}

Result<std::optional<DeliveryRow>> find_delivery(Connection& connection, const TeamKey& key) {
  return connection.find<DeliveryRow>(
      "select id, channel_id, channel_name, event, severity, text, link, status, attempts, result, "
      "case when status = 'pending' then next_at end as next_at, created_at, ended_at from "
      "deliveries where team_id = ? and id = ?",
      key.team, key.id);
}

Result<bool> retry_delivery(Connection& connection, const TeamKey& key, Instant at) {
  FETTLE_TRY(changed,
             connection.run("update deliveries set status = 'pending', next_at = ?, ended_at = "
                            "null, attempts = 0 where team_id = ? and id = ? and claimed_until = 0 "
                            "and channel_id is not null and status in ('pending', 'failed')",
                            at, key.team, key.id));
  return changed == 1;
}

Result<void> add_claimed_delivery(Connection& connection, const TeamKey& channel,
                                  const NewDelivery& delivery) {
  FETTLE_TRY_VOID(connection.run(
      "insert into deliveries (id, team_id, channel_id, channel_name, event, severity, text, link, "
      "status, attempts, next_at, claimed_until, created_at) select ?, c.team_id, c.id, c.name, "
      "'test', 'info', ?, ?, 'pending', 1, ?, ?, ? from channels c where c.team_id = ? and c.id = "
      "?",
      delivery.id, delivery.text, delivery.link, delivery.at, delivery.until, delivery.at,
      channel.team, channel.id));
  return {};
}

Result<std::int64_t> remove_deliveries(Connection& connection, Instant before) {
  return connection.run(
      "delete from deliveries where id in (select id from deliveries where ended_at < ? order by "
      "ended_at limit 1000)",
      before);
}

}  // namespace fettle::store
