export default ({ data }) => {
  document.documentElement.lang = data.language
}
