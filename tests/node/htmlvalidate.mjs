// What the pages are held against: all that html-validate knows, but for what is said here.
export default {
  root: true,
  extends: [ // the last one decides
    "html-validate:recommended", // what its makers advise beside
    "html-validate:a11y", // what accessibility demands
    "html-validate:document", // what holds for whole documents
    "html-validate:standard", // what the HTML standard demands
  ],
  rules: {
    // A matter of style: the standard allows "doctype" in lower case.
    "doctype-style": "off",
    // A matter of style: Markdown ends an <img> with "/>", which the standard allows.
    "void-style": "off",
    // A matter of style: nobody sees the white space that templates leave, and it packs to nothing.
    "no-trailing-whitespace": "off",
    // Advice: titles of datasets and names of offices are as long as they are.
    "long-title": "off",
    // Tables say role="table", rows role="row" …, since on phones their display is changed, and
    // browsers then forget that they are tables.
    "no-redundant-role": "off",
    // A matter of style: a box that scrolls sideways is a region with a name, to be reached by
    // keyboard; a <section> with that name would be the same to those who hear the page.
    "prefer-native-element": ["error", { exclude: ["region"] }],
    // Ours come from the same place as the page. From elsewhere nothing is loaded; were it, it would
    // have to be held against a hash.
    "require-sri": ["error", { target: "crossorigin" }],
  },
};
