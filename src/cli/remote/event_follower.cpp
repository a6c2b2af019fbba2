#include "cli/remote/event_follower.hpp"

#include <boost/describe/class.hpp>

#include <chrono>
#include <utility>

#include "cli/remote/event_reader.hpp"

namespace fettle::cli {
namespace {

using Clock = std::chrono::steady_clock;

struct Change {
  std::int64_t number = 0;
  std::string subject;
  std::string session_id;
  engine::Event body;
};
BOOST_DESCRIBE_STRUCT(Change, (), (number, subject, session_id, body))

/// A heartbeat comes every 15 s.
constexpr std::chrono::seconds kSilenceMax{45};
constexpr std::chrono::minutes kLostMax{10};
constexpr Milliseconds kBetweenTries{1000};
constexpr Milliseconds kStep{100};

class Follower {
 public:
  Follower(const ServiceApi& api, const std::string& batch, std::string last, const BatchEar& ear)
      : api_(api), batch_(batch), last_(std::move(last)), ear_(ear) {}

  Result<void> follow() {
    while (ear_.goes_on()) {
      FETTLE_TRY_VOID(connect());
      if (!wait(kBetweenTries)) break;
    }
    return {};
  }

 private:
  /// One connection, until it breaks off. The error is one that coming back would not mend.
  Result<void> connect() {
    reader_.clear();
    heard_at_ = Clock::now();
    bool has_stopped = false;
    const auto path = "/events" + query('?', "topics", "sessions:" + batch_);
    const auto ended = api_.stream(path, last_,
                                   {.body =
                                        [this](std::string_view bytes) {
                                          reader_.add(bytes);
                                          heard_at_ = Clock::now();
                                        },
                                    .goes_on =
                                        [&] {
                                          tell();
                                          has_stopped = !ear_.goes_on();
                                          return !has_stopped && !is_silent();
                                        }});
    tell();
    if (has_stopped || (ended && !is_silent())) return {};  // a stream ends after 15 minutes
    const auto code = ended ? ErrorCode::kUnreachable : ended.error().code;
    const bool may_pass =
        code == ErrorCode::kUnreachable || code == ErrorCode::kBusy || code == ErrorCode::kTooMany;
    if (!may_pass) return ended;
    if (!lost_at_) {
      lost_at_ = heard_at_;
      if (!ended) ear_.lost(ended.error());
    }
    if (Clock::now() - *lost_at_ > kLostMax && !ended) return ended;
    return {};
  }

  bool is_silent() const { return reader_.is_too_long() || Clock::now() - heard_at_ > kSilenceMax; }

  void tell() {
    while (auto message = reader_.next()) {
      lost_at_.reset();
      if (message->event == "resync") ear_.missed();
      if (message->event == "changes") tell_changes(message->data);
      if (!message->id.empty()) last_ = std::move(message->id);
    }
  }

  /// An event that this program does not know yet is passed over.
  void tell_changes(const std::string& data) {
    const auto changes = parse_json(data);
    if (!changes || !changes->is_array()) return;
    for (const auto& one : changes->get_array()) {
      auto change = decode_tolerant<Change>(one);
      if (!change || change->subject != batch_) continue;
      ear_.heard({change->number, std::move(change->session_id), std::move(change->body)});
    }
  }

  bool wait(Milliseconds time) {
    for (auto waited = Milliseconds(0); waited < time; waited += kStep) {
      if (!ear_.goes_on() || !api_.pause(kStep)) return false;
    }
    return true;
  }

  const ServiceApi& api_;
  const std::string& batch_;
  std::string last_;
  const BatchEar& ear_;
  EventReader reader_;
  Clock::time_point heard_at_;
  std::optional<Clock::time_point> lost_at_;
};

}  // namespace

Result<std::string> newest_event(const ServiceApi& api) {
  EventReader reader;
  std::string newest;
  const auto ended = api.stream("/events" + query('?', "topics", "sessions:none"), {},
                                {.body = [&](std::string_view bytes) { reader.add(bytes); },
                                 .goes_on =
                                     [&] {
                                       const auto message = reader.next();
                                       if (message) newest = message->id;
                                       return newest.empty() && api.pause(Milliseconds(0));
                                     }});
  if (newest.empty() && !ended) return std::unexpected(ended.error());
  return newest;
}

Result<void> follow_batch(const ServiceApi& api, const std::string& batch, std::string last,
                          const BatchEar& ear) {
  return Follower(api, batch, std::move(last), ear).follow();
}

}  // namespace fettle::cli
