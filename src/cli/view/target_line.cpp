#include "cli/view/target_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "base/enum_name.hpp"
#include "cli/view/wording.hpp"

namespace fettle::cli {
namespace {

using engine::SessionStatus;

struct Mark {
  std::string_view utf8;
  std::string_view ascii;
  Tone tone;
};

Mark mark_of(SessionStatus status) {
  switch (status) {
    case SessionStatus::kPending:
      return {"·", ".", Tone::kFaint};
    case SessionStatus::kRunning:
      return {"▸", ">", Tone::kPlain};
    case SessionStatus::kAwaitingApproval:
    case SessionStatus::kAwaitingPerson:
      return {"?", "?", Tone::kAttention};
    case SessionStatus::kPaused:
      return {"=", "=", Tone::kAttention};
    case SessionStatus::kInterrupted:
      return {"!", "!", Tone::kBad};
    case SessionStatus::kCompleted:
      return {"✓", "+", Tone::kGood};
    case SessionStatus::kFailed:
      return {"✗", "x", Tone::kBad};
    case SessionStatus::kCancelled:
    case SessionStatus::kSkipped:
      return {"-", "-", Tone::kFaint};
  }
  return {};
}

/// `[3/6] Install packages`, `rollback [1/2] Restore`; empty before the first step.
std::string place_in_flow(const RunOutline& outline, const TargetProgress& target) {
  const auto& session = target.shown();
  if (session.step < 0) return {};
  const auto& titles = titles_of(outline, session.stage);
  const auto index = static_cast<std::size_t>(session.step);
  const auto* prefix = target.shows_recheck()      ? "re-check "
                       : &titles == &outline.steps ? ""
                                                   : "rollback ";
  return fmt::format("{}[{}/{}] {}", prefix, index + 1, titles.size(),
                     index < titles.size() ? titles[index] : std::string());
}

std::string with(std::string text, std::string_view separator, std::string_view more) {
  if (!text.empty() && !more.empty()) text += separator;
  return text.append(more);
}

std::string state_of(const RunOutline& outline, const TargetProgress& target) {
  const auto& session = target.shown();
  switch (session.status) {
    case SessionStatus::kPending:
      return session.note.empty() ? "waiting" : "waits: " + session.note;
    case SessionStatus::kRunning: {
      auto place = place_in_flow(outline, target);
      return place.empty() ? "starting" : with(std::move(place), ": ", session.note);
    }
    case SessionStatus::kAwaitingApproval:
      return with(place_in_flow(outline, target), ": ",
                  fmt::format("needs approval ({})", session.note));
    case SessionStatus::kAwaitingPerson:
      return with(place_in_flow(outline, target), ": ",
                  session.note.empty() ? "waits for a person" : "asks: " + session.note);
    case SessionStatus::kPaused:
      return with(place_in_flow(outline, target), ": ", "paused");
    default:
      return with(
          fmt::format("{}{}", target.shows_recheck() ? "re-check " : "", enum_name(session.status)),
          ": ", session.note);
  }
}

std::string elapsed(const SessionProgress& session, Instant now) {
  if (!session.began || session.status == SessionStatus::kPending) return {};
  return clock_words(session.ended.value_or(now) - *session.began);
}

Line begin_line(const RunProgress& progress, std::size_t position, Charset charset) {
  const auto mark = mark_of(progress.targets()[position].shown().status);
  Line line(charset);
  line.add(charset == Charset::kAscii ? mark.ascii : mark.utf8, mark.tone).add(" ");
  return line;
}

}  // namespace

Line target_line(const Moment& moment, std::size_t position, std::size_t label_width) {
  const auto& outline = moment.progress.outline();
  const auto& target = moment.progress.targets()[position];
  auto line = begin_line(moment.progress, position, moment.charset);
  line.add(outline.targets[position]).cut_to(2 + label_width).pad(2 + label_width + 2);
  line.add(state_of(outline, target), mark_of(target.shown().status).tone);
  return between(std::move(line), elapsed(target.shown(), moment.now), moment.columns);
}

Line ended_line(const RunProgress& progress, std::size_t position, Charset charset) {
  const auto& outline = progress.outline();
  const auto& target = progress.targets()[position];
  const auto& session = target.shown();
  auto line = begin_line(progress, position, charset);
  line.add(outline.targets[position]).add(" ");
  line.add(state_of(outline, target), mark_of(session.status).tone);
  const auto time = elapsed(session, session.ended.value_or(Instant{}));
  if (!time.empty()) line.add(fmt::format(" ({})", time), Tone::kFaint);
  return line;
}

}  // namespace fettle::cli
