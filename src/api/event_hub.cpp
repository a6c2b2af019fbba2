#include "api/event_hub.hpp"

#include <boost/describe/class.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/json.hpp"

namespace fettle::api {
namespace {

constexpr std::chrono::milliseconds kLookEvery{500};
constexpr std::chrono::milliseconds kTellEvery{100};
constexpr int kHeartbeatSeconds = 15;
/// Of the sequence, in a message of where sessions stand: no more of them than it may hold.
constexpr std::int64_t kCoalescedMax = 5'000;

struct Hello {
  std::string build;
  Instant server_time;
  int heartbeat_seconds = kHeartbeatSeconds;
};
BOOST_DESCRIBE_STRUCT(Hello, (), (build, server_time, heartbeat_seconds))

struct Change {
  std::int64_t sequence = 0;
  std::int64_t number = 0;
  std::int64_t at = 0;
  std::string topic;
  std::string kind;
  std::string subject;
  std::string session_id;
  JsonText body;
};
BOOST_DESCRIBE_STRUCT(Change, (), (sequence, number, at, topic, kind, subject, session_id, body))

/// Where a session stands: of TargetSession (contract/batches.yaml) what a page of many shows.
struct SessionPlace {
  std::string session_id;
  std::string status;
  std::string stage;
  int step = 0;
  std::optional<std::int64_t> started_at;
  std::optional<std::int64_t> ended_at;
};
BOOST_DESCRIBE_STRUCT(SessionPlace, (), (session_id, status, stage, step, started_at, ended_at))

struct MovedSessions {
  std::vector<SessionPlace> sessions;
};
BOOST_DESCRIBE_STRUCT(MovedSessions, (), (sessions))

std::string message(std::string_view event, std::int64_t id, std::string_view json) {
  return fmt::format("event: {}\nid: {}\ndata: {}\n\n", event, id, json);
}

std::string resync(std::int64_t id) { return message("resync", id, "{}"); }

Change to_change(const store::FeedEvent& event) {
  return {event.sequence, event.number,  event.at,         event.topic,
          event.kind,     event.subject, event.session_id, {event.body}};
}

/// As an event of the session would be wanted.
bool want(const EventTopics& topics, const store::MovedSession& session) {
  return topics.want({.topic = "batches",
                      .kind = session.is_listed ? "session_ended" : "step_ended",
                      .subject = session.batch_id,
                      .session_id = session.session_id});
}

/// One change for each batch.
void add_moved(const std::vector<store::MovedSession>& sessions, const EventTopics& topics,
               std::vector<Change>& changes) {
  MovedSessions moved;
  Change change{.topic = "batches", .kind = "sessions_changed", .subject = {}, .session_id = {}};
  for (auto session = sessions.begin(); session != sessions.end(); ++session) {
    if (want(topics, *session)) {
      change.sequence = std::max(change.sequence, session->sequence);
      change.at = std::max(change.at, session->at);
      moved.sessions.push_back({session->session_id, session->status, session->stage, session->step,
                                session->started_at, session->ended_at});
    }
    const auto next = std::next(session);
    const bool is_last = next == sessions.end() || next->batch_id != session->batch_id;
    if (!is_last || moved.sessions.empty()) continue;
    change.subject = session->batch_id;
    change.body = {to_canonical_json(std::exchange(moved, {}))};
    changes.push_back(change);
    change.sequence = change.at = 0;
  }
}

Instant wall_clock() {
  return {
      std::chrono::duration_cast<Milliseconds>(std::chrono::system_clock::now().time_since_epoch())
          .count()};
}

}  // namespace

/// One reading of the feed for all clients: those at one place share what is read, and those with
/// the same wishes what is written and sent.
class EventHub::Round {
 public:
  Round(store::Connection& database, std::int64_t newest) : database_(database), newest_(newest) {}

  Result<void> tell(Client& client) {
    if (client.place == newest_) return {};
    if (client.wish.coalesces && client.stream->has_waiting()) {
      is_complete_ = false;  // one who reads slowly is told less often, of more
      return {};
    }
    if (!can_go_on(client.place, newest_)) {
      client.stream->push(resync(newest_));
      client.place = newest_;
      return {};
    }
    FETTLE_TRY(page, read(client));
    const auto key = std::pair(page, std::string_view(client.wish.topics.text()));
    auto text = texts_.find(key);
    if (text == texts_.end()) {
      text = texts_.emplace(key, write(*page, client.wish.topics)).first;
    }
    if (!text->second->empty()) client.stream->push(text->second);
    client.place = page->through;
    if (page->through < newest_) is_complete_ = false;
    return {};
  }

  /// Whether everybody knows all that there is.
  bool is_complete() const { return is_complete_; }

 private:
  struct Page {
    std::vector<store::FeedEvent> events;
    std::vector<store::MovedSession> sessions;
    std::int64_t through = 0;
  };

  Result<const Page*> read(const Client& client) {
    const auto key = std::tuple(client.wish.team, client.place, client.wish.coalesces);
    const auto known = pages_.find(key);
    if (known != pages_.end()) return &known->second;
    FETTLE_TRY(page, client.wish.coalesces ? read_coalesced(client) : read_events(client));
    return &pages_.emplace(key, std::move(page)).first->second;
  }

  Result<Page> read_events(const Client& client) {
    const store::FeedRange range{.after = client.place, .through = newest_};
    FETTLE_TRY(events, store::read_feed(database_, client.wish.team, range));
    const bool is_cut = std::ssize(events) == range.limit;
    const auto through = is_cut ? events.back().sequence : newest_;
    return Page{.events = std::move(events), .sessions = {}, .through = through};
  }

  Result<Page> read_coalesced(const Client& client) {
    const store::FeedRange range{.after = client.place,
                                 .through = std::min(newest_, client.place + kCoalescedMax),
                                 .limit = kCoalescedMax};
    FETTLE_TRY(events, store::read_feed_beside_sessions(database_, client.wish.team, range));
    FETTLE_TRY(sessions, store::read_moved_sessions(database_, client.wish.team, range));
    return Page{
        .events = std::move(events), .sessions = std::move(sessions), .through = range.through};
  }

  static http::SharedText write(const Page& page, const EventTopics& topics) {
    std::vector<Change> changes;
    for (const auto& event : page.events) {
      if (topics.want(event)) changes.push_back(to_change(event));
    }
    add_moved(page.sessions, topics, changes);
    std::ranges::sort(changes, {}, &Change::sequence);
    return std::make_shared<const std::string>(
        changes.empty() ? std::string() : message("changes", page.through, to_json(changes)));
  }

  store::Connection& database_;
  std::int64_t newest_;
  bool is_complete_ = true;
  std::map<std::tuple<std::string, std::int64_t, bool>, Page> pages_;
  std::map<std::pair<const Page*, std::string_view>, http::SharedText> texts_;
};

Result<std::shared_ptr<http::EventStream>> EventHub::join(store::Connection& database,
                                                          Subscription subscription, Instant now) {
  FETTLE_TRY(newest, store::last_sequence(database));
  auto client = std::make_shared<Client>();
  client->ends = now + kStreamLife;
  client->stream = std::make_shared<http::EventStream>();
  const auto place = event_place(subscription.last_event, newest);
  client->place = place.after;
  client->stream->push(
      message("hello", client->place, to_json(Hello{.build = build_, .server_time = now})));
  if (place.is_resync) client->stream->push(resync(newest));
  client->wish = std::move(subscription);
  auto stream = client->stream;
  {
    const std::lock_guard lock(mutex_);
    drop_oldest_of(client->wish.user);
    clients_.push_back(std::move(client));
  }
  wake();
  return stream;
}

void EventHub::drop_oldest_of(std::string_view user) {
  const auto is_theirs = [&](const auto& client) { return client->wish.user == user; };
  std::erase_if(clients_, [](const auto& client) { return client->stream->is_closed(); });
  if (std::ranges::count_if(clients_, is_theirs) < static_cast<int>(kStreamsOfUserMax)) return;
  (*std::ranges::find_if(clients_, is_theirs))->stream->close();
}

void EventHub::wake() {
  {
    const std::lock_guard lock(mutex_);
    is_woken_ = true;
    if (clients_.empty()) return;  // nobody is told, so the thread may sleep on
  }
  changed_.notify_all();
}

EventHub::Clients EventHub::open_clients(Instant now) {
  const std::lock_guard lock(mutex_);
  for (const auto& client : clients_) {
    if (client->ends <= now) client->stream->close();
  }
  std::erase_if(clients_, [](const auto& client) { return client->stream->is_closed(); });
  return clients_;
}

Result<void> EventHub::tell(store::Connection& database, Instant now) {
  const auto clients = open_clients(now);
  if (clients.empty()) return {};
  FETTLE_TRY(newest, store::last_sequence(database));
  Round round(database, newest);
  for (const auto& client : clients) FETTLE_TRY_VOID(round.tell(*client));
  if (!round.is_complete()) look_again();
  return {};
}

void EventHub::look_again() {
  const std::lock_guard lock(mutex_);
  is_woken_ = true;
}

void EventHub::run(const std::stop_token& stop, store::ConnectionPool& pool) {
  std::unique_lock lock(mutex_);
  while (!stop.stop_requested()) {
    const auto is_due = [this] { return is_woken_ && !clients_.empty(); };
    if (clients_.empty()) {
      changed_.wait(lock, stop, is_due);
    } else {
      changed_.wait_for(lock, stop, kLookEvery, is_due);
    }
    if (stop.stop_requested()) return;
    is_woken_ = false;
    const auto next = std::chrono::steady_clock::now() + kTellEvery;
    lock.unlock();
    if (auto database = pool.lend()) {
      // What can't be read now is read the next time: every client keeps its place.
      [[maybe_unused]] const auto told = tell(**database, wall_clock());
    }
    lock.lock();
    changed_.wait_until(lock, stop, next, [] { return false; });
  }
}

std::size_t EventHub::clients() const {
  const std::lock_guard lock(mutex_);
  return clients_.size();
}

}  // namespace fettle::api
