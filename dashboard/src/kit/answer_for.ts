import { useState } from "react";

/// A yes that is given to what is shown, `of`, and to nothing that is chosen later: that is asked again.
export function useAnswerFor(of: string): [boolean, (yes: boolean) => void] {
  const [answered, setAnswered] = useState<string | null>(null);
  return [answered === of, (yes) => setAnswered(yes ? of : null)];
}
