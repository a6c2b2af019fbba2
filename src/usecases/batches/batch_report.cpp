#include "usecases/batches/batch_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "store/team_batches.hpp"

namespace fettle::usecases {
namespace {

struct Form {
  std::string_view format;
  std::string_view content_type;
  std::string_view suffix;
};

constexpr std::array kForms{
    Form{"markdown", "text/markdown; charset=utf-8", "md"},
    Form{"csv", "text/csv; charset=utf-8", "csv"},
    Form{"html", "text/html; charset=utf-8", "html"},
    Form{"json", "application/json", "json"},
    Form{"text", "text/plain; charset=utf-8", "txt"},
    Form{"ticket", "text/plain; charset=utf-8", "txt"},
};

}  // namespace

Result<BatchReport> report_batch(Context& context, std::string_view batch,
                                 std::string_view format) {
  if (format.empty()) format = kForms.front().format;
  const auto* const form = std::ranges::find(kForms, format, &Form::format);
  if (form == kForms.end()) {
    return fail(ErrorCode::kMalformed,
                "format: is none of markdown, text, html, csv, ticket, json");
  }
  FETTLE_TRY(row, store::find_team_batch(context.database, context.actor.team, batch));
  FETTLE_TRY(text, context.services.report(context.database, row.id, format));
  return BatchReport{std::string(form->content_type),
                     fmt::format("batch-{}.{}", row.id, form->suffix), std::move(text)};
}

}  // namespace fettle::usecases
