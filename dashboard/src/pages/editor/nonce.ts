// The page's nonce, under which the content policy lets the editor add its styles.
export const nonce = document.querySelector<HTMLMetaElement>("meta[name=fettle-nonce]")?.content ?? "";
