import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

export default defineConfig({
  // Without this, Vue looks for a Vue component with that name, and warns.
  plugins: [vue({ template: { compilerOptions: { isCustomElement: (tag) => tag === 'wechat-login' } } })],
  build: { rolldownOptions: { input: ['react/index.html', 'vue/index.html'] } },
});
