#include "assistant/proposal.hpp"

#include <algorithm>
#include <utility>

namespace fettle::assistant {
namespace {

/// How many bytes at the end of `text` may be the beginning of `mark`.
std::size_t begun(std::string_view text, std::string_view mark) {
  for (auto size = std::min(text.size(), mark.size() - 1); size > 0; --size) {
    if (text.ends_with(mark.substr(0, size))) return size;
  }
  return 0;
}

/// The document begins on the line after the first mark.
std::string document_of(std::string_view block) {
  const auto line = block.find('\n');
  const bool begins_with_break = line != std::string_view::npos &&
                                 block.substr(0, line).find_first_not_of(" \t\r") == block.npos;
  return std::string(begins_with_break ? block.substr(line + 1) : block);
}

}  // namespace

std::string ProposalReader::read(std::string_view piece) {
  waiting_ += piece;
  std::string shown;
  while (true) {
    if (place_ == Place::kText) {
      shown += read_text();
      if (place_ == Place::kText) return shown;
    }
    if (!read_block()) return shown;
  }
}

/// Up to the next block, where one begins.
std::string ProposalReader::read_text() {
  const auto mark = waiting_.find(kProposalBegin);
  if (mark == std::string::npos) {
    const auto sure = waiting_.size() - begun(waiting_, kProposalBegin);
    auto shown = waiting_.substr(0, sure);
    waiting_.erase(0, sure);
    return shown;
  }
  auto shown = waiting_.substr(0, mark);
  waiting_.erase(0, mark + kProposalBegin.size());
  place_ = proposal_ ? Place::kLaterProposal : Place::kProposal;
  return shown;
}

/// False where its end has not come yet.
bool ProposalReader::read_block() {
  const auto mark = waiting_.find(kProposalEnd);
  if (mark == std::string::npos) return false;
  if (place_ == Place::kProposal)
    proposal_ = document_of(std::string_view(waiting_).substr(0, mark));
  waiting_.erase(0, mark + kProposalEnd.size());
  place_ = Place::kText;
  return true;
}

std::string ProposalReader::finish() {
  auto rest = std::exchange(waiting_, {});
  return place_ == Place::kText ? rest : std::string();
}

}  // namespace fettle::assistant
