#include <array>
#include <charconv>

#include "api/answer.hpp"
#include "api/routes/all.hpp"
#include "api/short_list.hpp"
#include "base/enum_name.hpp"
#include "usecases/audit/audit_log.hpp"

namespace fettle::api {
namespace {

using security::Action;

Result<std::optional<Instant>> instant(const Call& call, std::string_view name) {
  const auto text = call.request.parameter(name);
  if (text.empty()) return std::nullopt;
  Instant instant;
  const auto* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, instant.ms);
  if (read.ec == std::errc() && read.ptr == end) return instant;
  return fail(ErrorCode::kMalformed,
              fmt::format("`{}` has to be an instant in milliseconds since 1970", name));
}

Result<store::AuditFilter> filter_of(const Call& call) {
  FETTLE_TRY(from, instant(call, "from"));
  FETTLE_TRY(to, instant(call, "to"));
  return store::AuditFilter{.actor = std::string(call.request.parameter("actor")),
                            .action = std::string(call.request.parameter("action")),
                            .subject = std::string(call.request.parameter("subject")),
                            .from = from,
                            .to = to};
}

Result<http::Response> list_audit(Call& call) {
  FETTLE_TRY(request, list_request(call));
  FETTLE_TRY(filter, filter_of(call));
  FETTLE_TRY(entries, usecases::list_audit(call.context, filter, request));
  return json_answer(entries);
}

Result<http::Response> export_audit(Call& call) {
  FETTLE_TRY(filter, filter_of(call));
  const auto word = call.request.parameter("format");
  const auto format = enum_from_name<usecases::AuditFormat>(word.empty() ? "jsonl" : word);
  if (!format) return fail(ErrorCode::kMalformed, "`format` has to be csv or jsonl");
  FETTLE_TRY(text, usecases::export_audit(call.context, filter, *format));
  http::Response response{.body = std::move(text)};
  const bool is_csv = *format == usecases::AuditFormat::kCsv;
  response.set("Content-Type", is_csv ? "text/csv; charset=utf-8" : "application/jsonl");
  response.set("Content-Disposition",
               fmt::format("attachment; filename=\"audit.{}\"", enum_name(*format)));
  return response;
}

constexpr std::array kRoutes{
    Route{"listAudit", "GET", "/audit", Action::kReadAudit, list_audit},
    Route{"exportAudit", "GET", "/audit/export", Action::kReadAudit, export_audit},
};

}  // namespace

std::span<const Route> audit_routes() { return kRoutes; }

}  // namespace fettle::api
