// The one document that an answer may propose, between two marks. Pure: takes the answer as it
// streams, gives what people are to see of it and, once the block is closed, the document. A block
// that is never closed is ignored, and so is a second one.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fettle::assistant {

inline constexpr std::string_view kProposalBegin = "===PROPOSED-MARKDOWN-BEGIN===";
inline constexpr std::string_view kProposalEnd = "===PROPOSED-MARKDOWN-END===";

class ProposalReader {
 public:
  /// What of the answer so far may be shown: all but proposals. Holds back what may become a mark.
  std::string read(std::string_view piece);
  /// The rest that may be shown, when the answer is over.
  std::string finish();
  /// The first closed block, without the line breaks beside its marks.
  const std::optional<std::string>& proposal() const { return proposal_; }

 private:
  enum class Place { kText, kProposal, kLaterProposal };
  std::string read_text();
  bool read_block();

  Place place_ = Place::kText;
  std::string waiting_;  ///< not yet decided on; within a block, all of it
  std::optional<std::string> proposal_;
};

}  // namespace fettle::assistant
