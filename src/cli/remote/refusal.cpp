#include "cli/remote/refusal.hpp"

#include <boost/describe/class.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/json_tolerant.hpp"
#include "base/source_text.hpp"
#include "base/visible_text.hpp"

namespace fettle::cli {
namespace {

struct Place {
  std::string severity;
  std::string code;
  std::string message;
  std::string hint;
  std::string pointer;
  int line = 0;
  int column = 0;
  static constexpr bool kLenient = true;
};
BOOST_DESCRIBE_STRUCT(Place, (), (severity, code, message, hint, pointer, line, column))

/// What the newer state of a thing is told by.
struct Current {
  std::string status;
  std::string digest;
  std::int64_t version = 0;
  static constexpr bool kLenient = true;
};
BOOST_DESCRIBE_STRUCT(Current, (), (status, digest, version))

struct Problem {
  std::string title;
  std::string detail;
  std::string code;
  std::vector<Place> errors;
  std::optional<Current> current;
  static constexpr bool kLenient = true;
};
BOOST_DESCRIBE_STRUCT(Problem, (), (title, detail, code, errors, current))

std::string_view header(const ports::HttpReply& reply, std::string_view name) {
  const auto found = reply.headers.find(name);
  return found == reply.headers.end() ? std::string_view() : std::string_view(found->second);
}

std::optional<Problem> problem_of(const ports::HttpReply& reply) {
  if (!header(reply, "content-type").starts_with("application/problem+json")) return std::nullopt;
  auto problem = from_json_tolerant<Problem>(reply.body);
  return problem ? std::optional(*std::move(problem)) : std::nullopt;
}

const ErrorCodeRow* row_named(std::string_view name) {
  const auto rows = error_codes();
  const auto found = std::ranges::find(rows, name, &ErrorCodeRow::name);
  return found == rows.end() ? nullptr : &*found;
}

ErrorCode code_of(int status, std::string_view name) {
  if (const auto* const known = row_named(name)) return known->code;
  const auto rows = error_codes();
  const auto found = std::ranges::find(rows, status, &ErrorCodeRow::http_status);
  if (found != rows.end()) return found->code;
  return status >= 500 ? ErrorCode::kUnreachable : ErrorCode::kRefused;
}

/// Of what is no answer of Fettle's: a proxy's page, another program's.
std::string foreign_words(const ports::HttpReply& reply, std::string_view server) {
  if (reply.status >= 300 && reply.status < 400) {
    return fmt::format("{} sends its callers to {}; name that address, a token is not sent on",
                       server, header(reply, "location"));
  }
  if (reply.status >= 500) {
    return fmt::format("{} answers {}: what stands before the service does not reach it", server,
                       reply.status);
  }
  return fmt::format("{} answers {}, and not as Fettle does; is a part of its path missing?",
                     server, reply.status);
}

/// What the service can't know: where this program has its token from, and how old it is.
std::string way_out(const ports::HttpReply& reply, const Problem& problem) {
  switch (reply.status) {
    case 401:
      return "the service does not know the token: it is wrong, revoked or over; make another in "
             "the dashboard (Account, API tokens) for FETTLE_TOKEN or --token-file";
    case 404:
      if (!problem.detail.starts_with("there is nothing at this path")) break;
      [[fallthrough]];
    case 405:
      return "the service has no such operation: it is older than this program; update it, or use "
             "the program of its version";
    case 429: {
      const auto later = header(reply, "retry-after");
      if (later.empty()) break;
      return fmt::format("{}; try again in {} s", problem.detail, later);
    }
    default:
      break;
  }
  return problem.detail.empty() ? problem.title : problem.detail;
}

void add_places(const Problem& problem, Error& error) {
  for (const auto& place : problem.errors) {
    if (place.line > 0) {
      error.diagnostics.push_back(
          {.severity = place.severity == "warning" ? Severity::kWarning : Severity::kError,
           .code = place.code,
           .span = {{place.line, std::max(place.column, 1)},
                    {place.line, std::max(place.column, 1)}},
           .message = place.message,
           .hint = place.hint});
    } else if (!error.message.contains(place.message)) {
      error.message +=
          fmt::format("; {}{}{}", place.pointer, place.pointer.empty() ? "" : ": ", place.message);
    }
  }
}

void add_current(const Problem& problem, Error& error) {
  if (!problem.current) return;
  const auto& [status, digest, version] = *problem.current;
  error.message += "; now it is";
  if (!status.empty()) error.message += fmt::format(" {},", status);
  if (!digest.empty()) error.message += fmt::format(" digest {},", digest);
  error.message += fmt::format(" version {}", version);
}

}  // namespace

Error refusal(const ports::HttpReply& reply, std::string_view server) {
  const auto problem = problem_of(reply);
  if (!problem) {
    return {.code = code_of(reply.status, {}), .message = foreign_words(reply, server)};
  }
  Error error{.code = code_of(reply.status, problem->code), .message = way_out(reply, *problem)};
  add_places(*problem, error);
  add_current(*problem, error);
  return error;
}

Error no_answer(Error error, std::string_view server) {
  if (error.code == ErrorCode::kRefused) {
    error.message = fmt::format(
        "{}: {}; --server-ca FILE names the authority that signed it, if it is a private one",
        server, error.message);
  } else if (error.code == ErrorCode::kUnreachable) {
    error.message = fmt::format(
        "{} does not answer: {}; does the service run, and is the address "
        "right?",
        server, error.message);
  } else {
    error.message = fmt::format("{}: {}", server, error.message);
  }
  return error;
}

bool is_passing(const ports::HttpReply& reply) {
  if (reply.status == 429 || reply.status == 503 || reply.status == 504) return true;
  return reply.status == 502 && !problem_of(reply);
}

std::string show_refusal(const Error& error, const std::string& name, std::string_view text) {
  auto shown = fmt::format("fettle: {}\n", visible_line(error.message));
  const bool has_text = !text.empty() && !error.diagnostics.empty();
  if (has_text) return SourceText(name, text).show(error.diagnostics) + shown;
  for (const auto& place : error.diagnostics) {
    shown +=
        fmt::format("  line {}: {} {}: {}\n", place.span.begin.line, fettle::name(place.severity),
                    visible_line(place.code), visible_line(place.message));
  }
  return shown;
}

}  // namespace fettle::cli
