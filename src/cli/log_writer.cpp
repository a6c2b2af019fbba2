#include "cli/log_writer.hpp"

#include <boost/describe/class.hpp>
#include <fmt/format.h>

#include <ostream>

#include "cli/record/record.hpp"
#include "cli/view/json_line.hpp"
#include "cli/view/safe_text.hpp"

namespace fettle::cli {
namespace {

struct OutputJson {
  std::string_view target;
  std::string_view session;
  bool recheck = false;
  std::string_view stage;
  int step = 0;
  std::string_view title;
  std::string_view order;
  int attempt = 0;
  std::int64_t left_out_bytes = 0;
  std::string_view text;
};
BOOST_DESCRIBE_STRUCT(OutputJson, (),
                      (target, session, recheck, stage, step, title, order, attempt, left_out_bytes,
                       text))

}  // namespace

int LogWriter::try_of(const LogPiece& piece) {
  auto& tries = tries_[{std::string(piece.session), std::string(piece.stage), piece.step}];
  return tries.emplace(piece.order, static_cast<int>(tries.size()) + 1).first->second;
}

void LogWriter::write(const LogPiece& piece) {
  const int attempt = try_of(piece);
  if (format_ == OutputFormat::kJson) {
    write_json_line(out_,
                    OutputJson{piece.target, piece.session, piece.recheck, piece.stage, piece.step,
                               piece.title, piece.order, attempt, piece.left_out, piece.text});
    return;
  }
  if (piece.order != last_order_) {
    auto heading = fmt::format("{}{}: {}", piece.target, piece.recheck ? " (re-check)" : "",
                               place_of({.stage = std::string(piece.stage),
                                         .number = piece.step + 1,
                                         .title = std::string(piece.title)}));
    if (attempt > 1) heading += fmt::format(", command {}", attempt);
    out_ << (last_order_.empty() ? "" : "\n") << "==> " << safe_line(heading, Charset::kUtf8)
         << " <==\n";
    last_order_ = piece.order;
  }
  for (const auto& line : safe_lines(piece.text, Charset::kUtf8)) out_ << line << "\n";
  out_ << std::flush;
}

void LogWriter::end(std::int64_t left_out) {
  if (format_ == OutputFormat::kJson || left_out == 0) return;
  out_ << fmt::format("... {} bytes were not kept ...\n", left_out) << std::flush;
}

}  // namespace fettle::cli
